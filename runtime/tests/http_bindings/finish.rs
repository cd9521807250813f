//! What is done to requests of any protocol: host prefixes, checksums and compression.

use http_body::Body as _;
use smithgen_runtime::{EncodeErrorKind, HostPrefix, Operation, RequestOptions};

use super::requests::encode_error;
use super::shapes::{Check, Compress, Encoded, Host, Hosted};

#[test]
fn the_prefix_of_the_host_is_an_extension() {
    let input = Hosted { account: Some("a1".to_owned()) };
    let request = Host::request(&input).unwrap();
    let prefix = request.extensions().get::<HostPrefix>().map(HostPrefix::as_str);
    assert_eq!(prefix, Some("data-a1.x."));
    // A label of the host stays in the body.
    assert_eq!(request.into_body().into_bytes().unwrap(), r#"{"Account":"a1"}"#);
}

#[test]
fn what_no_host_can_have_is_an_error() {
    for account in [None, Some(""), Some("a.b"), Some("a/b"), Some("evil.example#")] {
        let input = Hosted { account: account.map(str::to_owned) };
        let error = encode_error(&Host::request(&input).unwrap_err());
        assert_eq!(
            (error.kind(), error.path().as_str()),
            (EncodeErrorKind::InvalidHost, "Account")
        );
    }
}

fn encoded(encoding: Option<&str>, data: &str) -> Encoded {
    Encoded { encoding: encoding.map(str::to_owned), data: Some(data.to_owned()) }
}

/// The digest of `{"Data":"x"}`, by `md5sum`.
#[test]
fn a_checksum_is_added_where_it_is_required() {
    let request = Check::request(&encoded(None, "x")).unwrap();
    assert_eq!(request.headers()["content-md5"], MD5_OF_X);
    let request = Compress::request(&encoded(None, "x")).unwrap();
    assert!(!request.headers().contains_key("content-md5"));
}

const MD5_OF_X: &str = "Id2cwE1tbqrwO5GwD3Rv8A==";

#[test]
fn long_bodies_are_compressed() {
    let long = "x".repeat(10_240);
    let request = Compress::request(&encoded(Some("custom"), &long)).unwrap();
    assert_eq!(request.headers()["content-encoding"], "custom, gzip");
    assert!(request.body().size_hint().exact().unwrap() < 200);
    let mut text = String::new();
    let bytes = request.into_body().into_bytes().unwrap();
    std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(&bytes[..]), &mut text)
        .unwrap();
    assert_eq!(text, format!(r#"{{"Data":"{long}"}}"#));
    let request = Compress::request(&encoded(None, &long)).unwrap();
    assert_eq!(request.headers()["content-encoding"], "gzip");
}

#[test]
fn short_bodies_are_not_compressed_unless_asked() {
    let short = encoded(None, "x");
    assert!(!Compress::request(&short).unwrap().headers().contains_key("content-encoding"));
    let with = |from| {
        let options = RequestOptions::default().with_compression_from(from);
        let request = Compress::request_with(&encoded(None, &"x".repeat(20_000)), &options);
        request.unwrap().headers().contains_key("content-encoding")
    };
    assert!(with(Some(0)));
    assert!(!with(None));
    // An operation that says nothing of it.
    assert!(
        !Check::request(&encoded(None, &"x".repeat(20_000)))
            .unwrap()
            .headers()
            .contains_key("content-encoding")
    );
}
