//! The input in the types of aws-sdk-autoscaling.

use aws_sdk_autoscaling::error::BuildError;
use aws_sdk_autoscaling::operation::create_auto_scaling_group::CreateAutoScalingGroupInput;
use aws_sdk_autoscaling::types;

use super::input;

pub(super) fn create_auto_scaling_group() -> Result<CreateAutoScalingGroupInput, BuildError> {
    CreateAutoScalingGroupInput::builder()
        .auto_scaling_group_name(input::GROUP)
        .mixed_instances_policy(policy())
        .min_size(input::MIN_SIZE)
        .max_size(input::MAX_SIZE)
        .set_target_group_arns(Some(input::TARGET_GROUPS.map(str::to_owned).into()))
        .vpc_zone_identifier(input::SUBNETS)
        .new_instances_protected_from_scale_in(true)
        .set_lifecycle_hook_specification_list(Some(input::HOOKS.map(hook).into()))
        .set_tags(Some(input::TAGS.map(tag).into()))
        .build()
}

fn policy() -> types::MixedInstancesPolicy {
    types::MixedInstancesPolicy::builder()
        .launch_template(
            types::LaunchTemplate::builder()
                .launch_template_specification(specification())
                .set_overrides(Some((0..input::OVERRIDES).map(override_).collect()))
                .build(),
        )
        .instances_distribution(
            types::InstancesDistribution::builder()
                .on_demand_base_capacity(input::ON_DEMAND_BASE)
                .on_demand_percentage_above_base_capacity(input::ON_DEMAND_PERCENTAGE)
                .spot_allocation_strategy(input::SPOT_STRATEGY)
                .build(),
        )
        .build()
}

fn override_(number: usize) -> types::LaunchTemplateOverrides {
    types::LaunchTemplateOverrides::builder()
        .instance_type(input::instance_type(number))
        .weighted_capacity(input::weight(number))
        .launch_template_specification(specification())
        .build()
}

fn specification() -> types::LaunchTemplateSpecification {
    types::LaunchTemplateSpecification::builder()
        .launch_template_id(input::TEMPLATE_ID)
        .version(input::TEMPLATE_VERSION)
        .build()
}

fn hook((name, transition): (&str, &str)) -> types::LifecycleHookSpecification {
    types::LifecycleHookSpecification::builder()
        .lifecycle_hook_name(name)
        .lifecycle_transition(transition)
        .heartbeat_timeout(input::HOOK_TIMEOUT)
        .build()
}

fn tag((key, value): (&str, &str)) -> types::Tag {
    types::Tag::builder().key(key).value(value).propagate_at_launch(true).build()
}
