//! The input in the types that smithgen generated.

use autoscaling::types;

use super::input;

pub(super) fn create_auto_scaling_group() -> types::CreateAutoScalingGroupType {
    types::CreateAutoScalingGroupType::builder()
        .auto_scaling_group_name(input::GROUP)
        .mixed_instances_policy(policy())
        .min_size(input::MIN_SIZE)
        .max_size(input::MAX_SIZE)
        .target_group_arns(input::TARGET_GROUPS)
        .vpc_zone_identifier(input::SUBNETS)
        .new_instances_protected_from_scale_in(true)
        .lifecycle_hook_specification_list(input::HOOKS.map(hook))
        .tags(input::TAGS.map(tag))
        .build()
}

fn policy() -> types::MixedInstancesPolicy {
    types::MixedInstancesPolicy::builder()
        .launch_template(
            types::LaunchTemplate::builder()
                .launch_template_specification(specification())
                .overrides((0..input::OVERRIDES).map(override_))
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
