//! STS, by awsQuery.

use sts::operation::{
    AssumeRole, AssumeRoleWithWebIdentity, GetAccessKeyInfo, GetCallerIdentity, GetFederationToken,
    GetSessionToken,
};
use sts::types::{
    AssumeRoleRequest, AssumeRoleWithWebIdentityRequest, Credentials, GetAccessKeyInfoRequest,
    GetCallerIdentityRequest, GetFederationTokenRequest, GetSessionTokenRequest,
    PolicyDescriptorType, Tag,
};
use sts::{Error, ServiceError, Timestamp};

use crate::client::Client;

crate::cases![
    the_caller_has_an_account,
    an_assumed_role_has_credentials,
    a_role_is_assumed_with_a_token_of_the_web,
    a_session_and_a_federated_user_have_credentials,
    a_key_has_an_account,
    a_refused_input_is_an_error_with_code_and_message,
];

/// The account that moto's callers are of.
const ACCOUNT: &str = "123456789012";

/// Insists that credentials are whole, and are good for so many seconds from now, give or take a minute.
fn check(credentials: Option<Credentials>, seconds: u64) {
    let credentials = credentials.expect("credentials");
    assert!(!credentials.access_key_id.is_empty());
    assert!(!credentials.secret_access_key.is_empty());
    assert!(!credentials.session_token.is_empty());
    let now = std::time::SystemTime::now();
    let until = |seconds| Timestamp::from(now + std::time::Duration::from_secs(seconds));
    let expected = until(seconds - 60)..until(seconds + 60);
    assert!(expected.contains(&credentials.expiration), "{:?}", credentials.expiration);
}

fn the_caller_has_an_account(sts: &Client<'_>) {
    let caller = sts.call::<GetCallerIdentity>(&GetCallerIdentityRequest::default());
    assert_eq!(caller.account.as_deref(), Some(ACCOUNT));
    let arn = caller.arn.expect("an ARN");
    assert!(arn.starts_with("arn:aws:sts::123456789012:"), "{arn}");
    assert!(caller.user_id.is_some_and(|id| !id.is_empty()));
}

fn an_assumed_role_has_credentials(sts: &Client<'_>) {
    let input = AssumeRoleRequest::builder()
        .role_arn("arn:aws:iam::123456789012:role/some-role")
        .role_session_name("a+b=c@d,e.f-g")
        .policy(r#"{"Version":"2012-10-17","Statement":[]}"#)
        .policy_arns([PolicyDescriptorType::builder().arn("arn:aws:iam::aws:policy/A").build()])
        .tags([Tag::builder().key("team").value("a & b").build()])
        .duration_seconds(900)
        .build();
    let output = sts.call::<AssumeRole>(&input);
    check(output.credentials, 900);
    let user = output.assumed_role_user.expect("a user");
    assert_eq!(user.arn, "arn:aws:sts::123456789012:assumed-role/some-role/a+b=c@d,e.f-g");
    assert!(user.assumed_role_id.ends_with(":a+b=c@d,e.f-g"), "{}", user.assumed_role_id);
}

fn a_role_is_assumed_with_a_token_of_the_web(sts: &Client<'_>) {
    let input = AssumeRoleWithWebIdentityRequest::builder()
        .role_arn("arn:aws:iam::123456789012:role/web-role")
        .role_session_name("web")
        .web_identity_token("token")
        .build();
    let output = sts.call::<AssumeRoleWithWebIdentity>(&input);
    check(output.credentials, 3600);
    let user = output.assumed_role_user.expect("a user");
    assert_eq!(user.arn, "arn:aws:sts::123456789012:assumed-role/web-role/web");
}

fn a_session_and_a_federated_user_have_credentials(sts: &Client<'_>) {
    let input = GetSessionTokenRequest::builder().duration_seconds(1800).build();
    check(sts.call::<GetSessionToken>(&input).credentials, 1800);

    let input = GetFederationTokenRequest::builder().name("mary").duration_seconds(2700).build();
    let output = sts.call::<GetFederationToken>(&input);
    check(output.credentials, 2700);
    let user = output.federated_user.expect("a user");
    assert_eq!(user.federated_user_id, "123456789012:mary");
    assert_eq!(user.arn, "arn:aws:sts::123456789012:federated-user/mary");
}

fn a_key_has_an_account(sts: &Client<'_>) {
    let input = GetAccessKeyInfoRequest::builder().access_key_id("AKIAIOSFODNN7EXAMPLE").build();
    assert_eq!(sts.call::<GetAccessKeyInfo>(&input).account.as_deref(), Some(ACCOUNT));
}

fn a_refused_input_is_an_error_with_code_and_message(sts: &Client<'_>) {
    let input = AssumeRoleRequest::builder()
        .role_arn("arn:aws:iam::123456789012:role/some-role")
        .role_session_name("n".repeat(65))
        .build();
    let error = sts.fail::<AssumeRole>(&input);
    // The model of STS does not describe this one.
    assert!(matches!(&error, Error::Other(_)), "{error:?}");
    assert_eq!(error.code(), Some("ValidationError"));
    assert!(error.message().is_some_and(|it| it.contains("roleSessionName")), "{error:?}");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(400));
    assert!(error.request_id().is_some());
}
