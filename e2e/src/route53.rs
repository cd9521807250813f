//! Route 53, by restXml.

use route53::operation::{
    ChangeResourceRecordSets, CreateHostedZone, DeleteHostedZone, GetHostedZone, ListHostedZones,
    ListResourceRecordSets,
};
use route53::types::{
    Change, ChangeAction, ChangeBatch, ChangeResourceRecordSetsRequest, CreateHostedZoneRequest,
    DeleteHostedZoneRequest, GetHostedZoneRequest, HostedZoneConfig, ListHostedZonesRequest,
    ListResourceRecordSetsRequest, RRType, ResourceRecord, ResourceRecordSet,
};
use route53::{Error, ServiceError};

use crate::client::Client;

crate::cases![
    a_zone_is_as_it_was_created,
    zones_are_listed_over_pages,
    records_are_changed_and_listed,
    a_weighted_record_keeps_its_weight,
    a_deleted_zone_is_its_own_error,
    a_record_outside_of_its_zone_is_its_own_error,
];

/// A zone of that name, by its id without the path before it.
fn zone(route53: &Client<'_>, name: &str) -> String {
    let input = CreateHostedZoneRequest::builder().name(name).caller_reference(name).build();
    plain(&route53.call::<CreateHostedZone>(&input).hosted_zone.id)
}

/// Clients of Route 53 cut off what an id begins with in a response.
fn plain(id: &str) -> String {
    id.trim_start_matches("/hostedzone/").to_owned()
}

fn record(name: &str, kind: RRType, values: &[&str]) -> ResourceRecordSet {
    let records = values.iter().map(|value| ResourceRecord::builder().value(*value).build());
    ResourceRecordSet::builder().name(name).r#type(kind).ttl(300).resource_records(records).build()
}

fn change(
    zone: &str,
    action: &ChangeAction,
    records: &[ResourceRecordSet],
) -> ChangeResourceRecordSetsRequest {
    let changes = records.iter().map(|record| {
        Change::builder().action(action.clone()).resource_record_set(record.clone()).build()
    });
    ChangeResourceRecordSetsRequest::builder()
        .hosted_zone_id(zone)
        .change_batch(ChangeBatch::builder().comment("a <b> & c").changes(changes).build())
        .build()
}

/// The records of a zone, but for those that every zone has.
fn records(route53: &Client<'_>, zone: &str) -> Vec<ResourceRecordSet> {
    let input = ListResourceRecordSetsRequest::builder().hosted_zone_id(zone).build();
    let mut records = route53.call::<ListResourceRecordSets>(&input).resource_record_sets;
    records.retain(|record| !matches!(record.r#type, RRType::Ns | RRType::Soa));
    records
}

fn a_zone_is_as_it_was_created(route53: &Client<'_>) {
    let config = HostedZoneConfig::builder().comment("a <b> & \"c\" \u{e9}").private_zone(false);
    let input = CreateHostedZoneRequest::builder()
        .name("created.example.")
        .caller_reference("created once")
        .hosted_zone_config(config.build())
        .build();
    let created = route53.call::<CreateHostedZone>(&input);
    assert_eq!(created.delegation_set.name_servers.len(), 4);
    let id = plain(&created.hosted_zone.id);
    assert!(created.location.ends_with(&format!("/2013-04-01/hostedzone/{id}")), "{created:?}");

    let input = GetHostedZoneRequest::builder().id(&id).build();
    let got = route53.call::<GetHostedZone>(&input);
    assert_eq!(got.delegation_set, Some(created.delegation_set));
    let zone = got.hosted_zone;
    assert_eq!(plain(&zone.id), id);
    assert_eq!(zone.name, "created.example.");
    assert_eq!(zone.caller_reference, "created once");
    assert_eq!(zone.resource_record_set_count, Some(2));
    let config = zone.config.expect("a configuration");
    assert_eq!(config.comment.as_deref(), Some("a <b> & \"c\" \u{e9}"));
    assert_eq!(config.private_zone, Some(false));
}

fn zones_are_listed_over_pages(route53: &Client<'_>) {
    let mut expected: Vec<String> =
        ["one.example.", "two.example.", "three.example."].map(|name| zone(route53, name)).into();
    let (mut listed, mut marker) = (Vec::new(), None);
    loop {
        let input = ListHostedZonesRequest::builder().max_items("2").maybe_marker(marker).build();
        let page = route53.call::<ListHostedZones>(&input);
        assert_eq!(page.max_items, "2");
        assert!(page.hosted_zones.len() <= 2);
        listed.extend(page.hosted_zones.iter().map(|zone| plain(&zone.id)));
        marker = page.next_marker;
        assert_eq!(page.is_truncated, marker.is_some());
        if marker.is_none() {
            break;
        }
    }
    listed.retain(|id| expected.contains(id));
    listed.sort();
    expected.sort();
    assert_eq!(listed, expected);
}

fn records_are_changed_and_listed(route53: &Client<'_>) {
    let zone = zone(route53, "records.example.");
    let a = record("a.records.example.", RRType::A, &["192.0.2.1", "192.0.2.2"]);
    let text = record("t.records.example.", RRType::Txt, &["\"a <b> & c\""]);
    let both = [a.clone(), text.clone()];
    let input = change(&zone, &ChangeAction::Create, &both);
    let info = route53.call::<ChangeResourceRecordSets>(&input).change_info;
    assert!(!info.id.is_empty());
    assert_eq!(records(route53, &zone), both);

    route53.call::<ChangeResourceRecordSets>(&change(&zone, &ChangeAction::Delete, &[a]));
    assert_eq!(records(route53, &zone), [text]);
}

fn a_weighted_record_keeps_its_weight(route53: &Client<'_>) {
    let zone = zone(route53, "weighted.example.");
    let mut weighted = record("w.weighted.example.", RRType::Cname, &["other.example."]);
    weighted.set_identifier = Some("blue".to_owned());
    weighted.weight = Some(200);
    let weighted = [weighted];
    route53.call::<ChangeResourceRecordSets>(&change(&zone, &ChangeAction::Upsert, &weighted));
    assert_eq!(records(route53, &zone), weighted);
}

fn a_deleted_zone_is_its_own_error(route53: &Client<'_>) {
    let zone = zone(route53, "deleted.example.");
    route53.call::<DeleteHostedZone>(&DeleteHostedZoneRequest::builder().id(&zone).build());
    let error = route53.fail::<GetHostedZone>(&GetHostedZoneRequest::builder().id(&zone).build());
    assert!(matches!(&error, Error::NoSuchHostedZone(_)), "{error:?}");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(404));
    assert!(error.message().is_some_and(|message| message.contains(&zone)), "{error:?}");
}

fn a_record_outside_of_its_zone_is_its_own_error(route53: &Client<'_>) {
    let zone = zone(route53, "inside.example.");
    let outside = [record("outside.example.", RRType::A, &["192.0.2.1"])];
    let input = change(&zone, &ChangeAction::Create, &outside);
    let error = route53.fail::<ChangeResourceRecordSets>(&input);
    assert!(matches!(&error, Error::InvalidChangeBatch(_)), "{error:?}");
    assert_eq!(error.code(), Some("InvalidChangeBatch"));
}
