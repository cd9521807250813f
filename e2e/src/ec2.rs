//! EC2, by ec2Query.

use ec2::operation::{
    AuthorizeSecurityGroupIngress, CreateSecurityGroup, CreateTags, CreateVpc, DescribeInstances,
    DescribeRegions, DescribeSecurityGroups, DescribeTags, DescribeVpcs, RunInstances,
    TerminateInstances,
};
use ec2::types::{
    AuthorizeSecurityGroupIngressRequest, CreateSecurityGroupRequest, CreateTagsRequest,
    CreateVpcRequest, DescribeInstancesRequest, DescribeRegionsRequest,
    DescribeSecurityGroupsRequest, DescribeTagsRequest, DescribeVpcsRequest, Filter,
    InstanceStateName, InstanceType, IpPermission, IpRange, Placement, ResourceType,
    RunInstancesRequest, Tag, TagSpecification, TerminateInstancesRequest, VpcState,
};
use ec2::{Error, ServiceError};

use crate::client::Client;

crate::cases![
    regions_are_described,
    a_network_is_described_as_it_was_created,
    tags_are_added_and_found_by_a_filter,
    a_security_group_keeps_its_rules,
    instances_are_run_and_terminated,
    a_refused_input_is_an_error_with_code_and_message,
    a_dry_run_is_an_error,
];

/// An image that moto knows.
const IMAGE: &str = "ami-12c6146b";

fn tag(key: &str, value: &str) -> Tag {
    Tag::builder().key(key).value(value).build()
}

fn tags(kind: ResourceType, tags: &[Tag]) -> TagSpecification {
    TagSpecification::builder().resource_type(kind).tags(tags.to_vec()).build()
}

fn filter(name: &str, value: &str) -> Filter {
    Filter::builder().name(name).values([value]).build()
}

/// A network, by its id.
fn vpc(ec2: &Client<'_>) -> String {
    let input = CreateVpcRequest::builder().cidr_block("10.1.0.0/16").build();
    ec2.call::<CreateVpc>(&input).vpc.and_then(|vpc| vpc.vpc_id).expect("an id")
}

fn regions_are_described(ec2: &Client<'_>) {
    let input = DescribeRegionsRequest::builder().region_names(["eu-west-1", "us-east-1"]).build();
    let regions = ec2.call::<DescribeRegions>(&input).regions.expect("regions");
    let mut names: Vec<_> = regions.iter().filter_map(|it| it.region_name.as_deref()).collect();
    names.sort_unstable();
    assert_eq!(names, ["eu-west-1", "us-east-1"]);
    assert!(regions.iter().all(|region| region.endpoint.is_some()));
}

fn a_network_is_described_as_it_was_created(ec2: &Client<'_>) {
    let expected = [tag("Name", "a <b> & \"c\" \u{e9}"), tag("empty", "")];
    let input = CreateVpcRequest::builder()
        .cidr_block("10.2.0.0/16")
        .tag_specifications([tags(ResourceType::Vpc, &expected)])
        .build();
    let created = ec2.call::<CreateVpc>(&input).vpc.expect("a network");
    let id = created.vpc_id.expect("an id");

    let input = DescribeVpcsRequest::builder().vpc_ids([&id]).build();
    let vpcs = ec2.call::<DescribeVpcs>(&input).vpcs.expect("networks");
    assert_eq!(vpcs.len(), 1);
    let vpc = &vpcs[0];
    assert_eq!(vpc.vpc_id.as_ref(), Some(&id));
    assert_eq!(vpc.cidr_block.as_deref(), Some("10.2.0.0/16"));
    assert_eq!((vpc.state.as_ref(), vpc.is_default), (Some(&VpcState::Available), Some(false)));
    let mut tags = vpc.tags.clone().expect("tags");
    tags.sort_by(|a, b| a.key.cmp(&b.key));
    assert_eq!(tags, expected);
    let associations = vpc.cidr_block_association_set.as_deref().expect("associations");
    assert_eq!(associations[0].cidr_block.as_deref(), Some("10.2.0.0/16"));
}

fn tags_are_added_and_found_by_a_filter(ec2: &Client<'_>) {
    let id = vpc(ec2);
    let input = CreateTagsRequest::builder()
        .resources([&id])
        .tags([tag("team", "one"), tag("stage", "test")])
        .build();
    ec2.call::<CreateTags>(&input);
    let input = DescribeTagsRequest::builder()
        .filters([filter("resource-id", &id), filter("key", "team")])
        .build();
    let found = ec2.call::<DescribeTags>(&input).tags.expect("tags");
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].key.as_deref(), found[0].value.as_deref()), (Some("team"), Some("one")));
    assert_eq!(found[0].resource_id.as_ref(), Some(&id));
    assert_eq!(found[0].resource_type, Some(ResourceType::Vpc));
}

fn a_security_group_keeps_its_rules(ec2: &Client<'_>) {
    let vpc = vpc(ec2);
    let input = CreateSecurityGroupRequest::builder()
        .group_name("web")
        .description("for the web")
        .vpc_id(&vpc)
        .build();
    let group = ec2.call::<CreateSecurityGroup>(&input).group_id.expect("an id");
    let ranges = [
        IpRange::builder().cidr_ip("192.0.2.0/24").description("office").build(),
        IpRange::builder().cidr_ip("198.51.100.0/24").build(),
    ];
    let rule = IpPermission::builder()
        .ip_protocol("tcp")
        .from_port(443)
        .to_port(444)
        .ip_ranges(ranges.clone())
        .build();
    let input = AuthorizeSecurityGroupIngressRequest::builder()
        .group_id(&group)
        .ip_permissions([rule])
        .build();
    let authorized = ec2.call::<AuthorizeSecurityGroupIngress>(&input);
    assert_eq!(authorized.r#return, Some(true));

    let input = DescribeSecurityGroupsRequest::builder().group_ids([&group]).build();
    let groups = ec2.call::<DescribeSecurityGroups>(&input).security_groups.expect("groups");
    assert_eq!(groups.len(), 1);
    assert_eq!(groups[0].group_name.as_deref(), Some("web"));
    assert_eq!(groups[0].description.as_deref(), Some("for the web"));
    assert_eq!(groups[0].vpc_id.as_ref(), Some(&vpc));
    let rules = groups[0].ip_permissions.as_deref().expect("rules");
    assert_eq!(rules.len(), 1);
    assert_eq!((rules[0].from_port, rules[0].to_port), (Some(443), Some(444)));
    assert_eq!(rules[0].ip_ranges, Some(ranges.to_vec()));
}

fn instances_are_run_and_terminated(ec2: &Client<'_>) {
    let input = RunInstancesRequest::builder()
        .image_id(IMAGE)
        .instance_type(InstanceType::T3Micro)
        .min_count(2)
        .max_count(2)
        .placement(Placement::builder().availability_zone("us-east-1b").build())
        .tag_specifications([tags(ResourceType::Instance, &[tag("run", "e2e")])])
        .build();
    let started = ec2.call::<RunInstances>(&input).instances.expect("instances");
    let mut ids: Vec<String> = started.into_iter().filter_map(|it| it.instance_id).collect();
    assert_eq!(ids.len(), 2);
    ids.sort();

    let input = DescribeInstancesRequest::builder().filters([filter("tag:run", "e2e")]).build();
    let reservations = ec2.call::<DescribeInstances>(&input).reservations.expect("reservations");
    let instances: Vec<_> =
        reservations.into_iter().flat_map(|it| it.instances.unwrap_or_default()).collect();
    let mut described: Vec<_> = instances.iter().filter_map(|it| it.instance_id.clone()).collect();
    described.sort();
    assert_eq!(described, ids);
    for instance in &instances {
        assert_eq!(instance.image_id.as_deref(), Some(IMAGE));
        assert_eq!(instance.instance_type, Some(InstanceType::T3Micro));
        let state = instance.state.as_ref().expect("a state");
        assert_eq!(
            (state.code, state.name.as_ref()),
            (Some(16), Some(&InstanceStateName::Running))
        );
        let place = instance.placement.as_ref().and_then(|it| it.availability_zone.as_deref());
        assert_eq!(place, Some("us-east-1b"));
        assert!(instance.launch_time.is_some());
    }

    let input = TerminateInstancesRequest::builder().instance_ids(&ids).build();
    let changes = ec2.call::<TerminateInstances>(&input).terminating_instances.expect("changes");
    assert_eq!(changes.len(), 2);
    for change in changes {
        let previous = change.previous_state.and_then(|state| state.name);
        assert_eq!(previous, Some(InstanceStateName::Running));
    }
}

fn a_refused_input_is_an_error_with_code_and_message(ec2: &Client<'_>) {
    let input = DescribeVpcsRequest::builder().vpc_ids(["vpc-0123abcd"]).build();
    let error = ec2.fail::<DescribeVpcs>(&input);
    // The model of EC2 describes no error.
    assert!(matches!(&error, Error::Other(_)), "{error:?}");
    assert_eq!(error.code(), Some("InvalidVpcID.NotFound"));
    assert!(error.message().is_some_and(|it| it.contains("vpc-0123abcd")), "{error:?}");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(400));
    assert!(error.request_id().is_some());
}

fn a_dry_run_is_an_error(ec2: &Client<'_>) {
    let input = RunInstancesRequest::builder()
        .image_id(IMAGE)
        .min_count(1)
        .max_count(1)
        .dry_run(true)
        .build();
    let error = ec2.fail::<RunInstances>(&input);
    assert_eq!(error.code(), Some("DryRunOperation"));
    assert_eq!(error.status().map(|status| status.as_u16()), Some(412));
}
