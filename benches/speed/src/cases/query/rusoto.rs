//! The input in the types of rusoto_autoscaling.

use rusoto_autoscaling::{
    Autoscaling as _, AutoscalingClient, CreateAutoScalingGroupType, InstancesDistribution,
    LaunchTemplate, LaunchTemplateOverrides, LaunchTemplateSpecification,
    LifecycleHookSpecification, MixedInstancesPolicy, Tag,
};
use rusoto_core::Region;

use super::input;
use crate::peers::rusoto::{Sink, client, now};

pub(super) fn create_auto_scaling_group() -> CreateAutoScalingGroupType {
    CreateAutoScalingGroupType {
        auto_scaling_group_name: input::GROUP.to_owned(),
        mixed_instances_policy: Some(policy()),
        min_size: i64::from(input::MIN_SIZE),
        max_size: i64::from(input::MAX_SIZE),
        target_group_ar_ns: Some(input::TARGET_GROUPS.map(str::to_owned).into()),
        vpc_zone_identifier: Some(input::SUBNETS.to_owned()),
        new_instances_protected_from_scale_in: Some(true),
        lifecycle_hook_specification_list: Some(input::HOOKS.map(hook).into()),
        tags: Some(input::TAGS.map(tag).into()),
        ..Default::default()
    }
}

/// A call that leaves its body in the sink.
pub(super) fn request(sink: Sink) -> impl FnMut(CreateAutoScalingGroupType) {
    let client = AutoscalingClient::new_with_client(client(sink), Region::UsEast1);
    // It ends in an error, for nobody answers.
    move |input| drop(now(client.create_auto_scaling_group(input)))
}

fn policy() -> MixedInstancesPolicy {
    MixedInstancesPolicy {
        launch_template: Some(LaunchTemplate {
            launch_template_specification: Some(specification()),
            overrides: Some((0..input::OVERRIDES).map(override_).collect()),
        }),
        instances_distribution: Some(InstancesDistribution {
            on_demand_base_capacity: Some(i64::from(input::ON_DEMAND_BASE)),
            on_demand_percentage_above_base_capacity: Some(i64::from(input::ON_DEMAND_PERCENTAGE)),
            spot_allocation_strategy: Some(input::SPOT_STRATEGY.to_owned()),
            ..Default::default()
        }),
    }
}

fn override_(number: usize) -> LaunchTemplateOverrides {
    LaunchTemplateOverrides {
        instance_type: Some(input::instance_type(number)),
        weighted_capacity: Some(input::weight(number)),
        launch_template_specification: Some(specification()),
    }
}

fn specification() -> LaunchTemplateSpecification {
    LaunchTemplateSpecification {
        launch_template_id: Some(input::TEMPLATE_ID.to_owned()),
        version: Some(input::TEMPLATE_VERSION.to_owned()),
        ..Default::default()
    }
}

fn hook((name, transition): (&str, &str)) -> LifecycleHookSpecification {
    LifecycleHookSpecification {
        lifecycle_hook_name: name.to_owned(),
        lifecycle_transition: transition.to_owned(),
        heartbeat_timeout: Some(i64::from(input::HOOK_TIMEOUT)),
        ..Default::default()
    }
}

fn tag((key, value): (&str, &str)) -> Tag {
    Tag {
        key: key.to_owned(),
        value: Some(value.to_owned()),
        propagate_at_launch: Some(true),
        ..Default::default()
    }
}
