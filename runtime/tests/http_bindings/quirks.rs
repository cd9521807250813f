//! What single services do beyond their models.

use smithgen_runtime::{Operation, Timestamp};

use super::responses::{read, response};
use super::shapes::{
    Empty, Filter, Filtered, Find, FindZone, GetFilter, HeadS3, ListApis, ListFilters,
    ListOtherFilters, ListVaults, Located, PutNothing,
};

fn located(bucket: &str) -> Located {
    Located { bucket: bucket.to_owned(), key: "/x/Z1".to_owned(), ..Located::default() }
}

#[test]
fn route_53_takes_ids_without_their_kind() {
    for id in ["/hostedzone/Z1", "/change/Z1", "/delegationset/Z1", "Z1"] {
        assert_eq!(FindZone::request(&located(id)).unwrap().uri(), "/Z1/%2Fx%2FZ1");
    }
    let other = Find::request(&located("/change/Z1")).unwrap();
    assert_eq!(other.uri().path(), "/b/%2Fchange%2FZ1//x/Z1");
}

#[test]
fn some_services_want_a_header() {
    let headers = ListApis::request(&Empty {}).unwrap().headers().clone();
    assert_eq!(headers["accept"], "application/json");
    let headers = ListVaults::request(&Empty {}).unwrap().headers().clone();
    assert_eq!(headers["x-amz-glacier-version"], "2012-06-01");
    assert!(PutNothing::request(&Empty {}).unwrap().headers().is_empty());
}

/// What S3 keeps of an object is whatever came with it.
#[test]
fn s3_may_say_anything_about_when_an_object_expires() {
    let read = |text| HeadS3::response(&response(200, &[("expires", text)], "")).unwrap();
    let date = read("Thu, 01 Jan 1970 00:00:01 GMT");
    assert_eq!(date.output.expires, Some(Timestamp::from_seconds(1)));
    let other = read("0");
    assert_eq!(other.output.expires, None);
    assert_eq!(other.unread[0].path(), "Expires");
    assert_eq!(other.headers["expires"], "0");
}

/// For all objects of a bucket, S3 answers with a filter that is empty.
#[test]
fn a_filter_of_s3_may_be_of_everything() {
    let document = "<MetricsConfiguration><Id>all</Id><Filter/></MetricsConfiguration>";
    let check = |metrics: &Filtered| {
        assert_eq!(metrics.id.as_deref(), Some("all"));
        assert!(metrics.filter.is_none());
    };
    check(&read::<GetFilter>(&[], document).unwrap().metrics.unwrap());
    check(&read::<ListFilters>(&[], document).unwrap());
    assert!(read::<ListOtherFilters>(&[], document).is_err());
    let prefixed = document.replace("<Filter/>", "<Filter><Prefix>p</Prefix></Filter>");
    let filter = read::<ListFilters>(&[], &prefixed).unwrap().filter;
    assert!(filter == Some(Filter::Prefix("p".to_owned())));
}
