//! What single services do beyond their models.

use smithgen_runtime::{Operation, Timestamp};

use super::responses::read;
use super::shapes::{
    Empty, Find, FindZone, HeadOther, HeadS3, ListApis, ListVaults, Located, PutNothing,
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

#[test]
fn s3_may_say_anything_about_when_an_object_expires() {
    let at = |text: &'static str| [("expires", text)];
    let date = "Thu, 01 Jan 1970 00:00:01 GMT";
    assert_eq!(read::<HeadS3>(&at("0"), "").unwrap().expires, None);
    assert_eq!(read::<HeadS3>(&at(date), "").unwrap().expires, Some(Timestamp::from_seconds(1)));
    assert!(read::<HeadOther>(&at("0"), "").is_err());
}
