//! What all write.

use super::Form;

pub(super) const OPERATION: &str = "CreateAutoScalingGroup";
pub(super) const VERSION: &str = "2011-01-01";

pub(super) const GROUP: &str = "web servers of the shop";
pub(super) const MIN_SIZE: i32 = 2;
pub(super) const MAX_SIZE: i32 = 40;
pub(super) const SUBNETS: &str = "subnet-0a1b2c3d4e5f60718,subnet-8192a3b4c5d6e7f80";
pub(super) const TARGET_GROUPS: [&str; 2] = [
    "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/shop/943f017f100becff",
    "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/admin/73e2d6bc24d8a067",
];
pub(super) const TEMPLATE_ID: &str = "lt-0a20c965061f64abc";
pub(super) const TEMPLATE_VERSION: &str = "$Latest";
pub(super) const OVERRIDES: usize = 20;
pub(super) const ON_DEMAND_BASE: i32 = 2;
pub(super) const ON_DEMAND_PERCENTAGE: i32 = 25;
pub(super) const SPOT_STRATEGY: &str = "price-capacity-optimized";
pub(super) const HOOKS: [(&str, &str); 2] = [
    ("warm up", "autoscaling:EC2_INSTANCE_LAUNCHING"),
    ("say goodbye", "autoscaling:EC2_INSTANCE_TERMINATING"),
];
pub(super) const HOOK_TIMEOUT: i32 = 300;
pub(super) const TAGS: [(&str, &str); 4] = [
    ("Name", "shop/web"),
    ("team", "Läden & Kassen"),
    ("cost-center", "0042"),
    ("url", "https://shop.example.com/?from=tag"),
];

pub(super) fn instance_type(number: usize) -> String {
    format!("m{}.{}xlarge", 5 + number % 3, 1 + number)
}

pub(super) fn weight(number: usize) -> String {
    (1 + number).to_string()
}

/// All of it, as the form that it becomes.
pub(super) fn form() -> Form {
    let template = "MixedInstancesPolicy.LaunchTemplate";
    let distribution = "MixedInstancesPolicy.InstancesDistribution";
    let mut form = Form::new();
    let mut put = |name: &str, value: &str| form.push((name.to_owned(), value.to_owned()));
    put("Action", OPERATION);
    put("Version", VERSION);
    put("AutoScalingGroupName", GROUP);
    put(&format!("{template}.LaunchTemplateSpecification.LaunchTemplateId"), TEMPLATE_ID);
    put(&format!("{template}.LaunchTemplateSpecification.Version"), TEMPLATE_VERSION);
    for number in 0..OVERRIDES {
        let item = format!("{template}.Overrides.member.{}", number + 1);
        put(&format!("{item}.InstanceType"), &instance_type(number));
        put(&format!("{item}.WeightedCapacity"), &weight(number));
        let specification = format!("{item}.LaunchTemplateSpecification");
        put(&format!("{specification}.LaunchTemplateId"), TEMPLATE_ID);
        put(&format!("{specification}.Version"), TEMPLATE_VERSION);
    }
    put(&format!("{distribution}.OnDemandBaseCapacity"), &ON_DEMAND_BASE.to_string());
    let percentage = ON_DEMAND_PERCENTAGE.to_string();
    put(&format!("{distribution}.OnDemandPercentageAboveBaseCapacity"), &percentage);
    put(&format!("{distribution}.SpotAllocationStrategy"), SPOT_STRATEGY);
    put("MinSize", &MIN_SIZE.to_string());
    put("MaxSize", &MAX_SIZE.to_string());
    for (at, group) in (1..).zip(TARGET_GROUPS) {
        put(&format!("TargetGroupARNs.member.{at}"), group);
    }
    put("VPCZoneIdentifier", SUBNETS);
    put("NewInstancesProtectedFromScaleIn", "true");
    for (at, (name, transition)) in (1..).zip(HOOKS) {
        let item = format!("LifecycleHookSpecificationList.member.{at}");
        put(&format!("{item}.LifecycleHookName"), name);
        put(&format!("{item}.LifecycleTransition"), transition);
        put(&format!("{item}.HeartbeatTimeout"), &HOOK_TIMEOUT.to_string());
    }
    for (at, (key, value)) in (1..).zip(TAGS) {
        let item = format!("Tags.member.{at}");
        put(&format!("{item}.Key"), key);
        put(&format!("{item}.Value"), value);
        put(&format!("{item}.PropagateAtLaunch"), "true");
    }
    form
}
