//! The types that the pages of other SDKs show, in the crate that is generated: every member with its type
//! and whether it is required, every trait, what is secret, the constructor, and the dynamic value.
//!
//! The table in our notes names these tests. Expectations stem from those pages and from the traits of the
//! Cognito model.

use std::any::Any;
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::panic::{RefUnwindSafe, UnwindSafe};

use cognito_identity_provider::types::{
    AnalyticsMetadataType, ForgotPasswordRequest, GetUserAttributeVerificationCodeRequest,
    ResendConfirmationCodeRequest, UserContextDataType,
};
use serde_json::{Value, json};
use smithgen_runtime::v1::serde_core::Serialize;
use smithgen_runtime::v1::serde_core::de::DeserializeOwned;
use smithgen_runtime::v1::{Member, Schema, Shape};

/// What clients send beside a request, by name.
type Metadata = Option<BTreeMap<String, String>>;

fn metadata() -> BTreeMap<String, String> {
    BTreeMap::from([("k".to_owned(), "v".to_owned())])
}

fn context() -> UserContextDataType {
    UserContextDataType::builder().ip_address("hunter-ip").encoded_data("hunter-data").build()
}

fn analytics() -> AnalyticsMetadataType {
    AnalyticsMetadataType::builder().analytics_endpoint_id("endpoint").build()
}

fn resend_confirmation_code() -> ResendConfirmationCodeRequest {
    ResendConfirmationCodeRequest::builder()
        .client_id("hunter-client")
        .username("hunter-user")
        .secret_hash("hunter-hash")
        .user_context_data(context())
        .analytics_metadata(analytics())
        .client_metadata(metadata())
        .build()
}

fn forgot_password() -> ForgotPasswordRequest {
    ForgotPasswordRequest::builder()
        .client_id("hunter-client")
        .username("hunter-user")
        .secret_hash("hunter-hash")
        .user_context_data(context())
        .analytics_metadata(analytics())
        .client_metadata(metadata())
        .build()
}

fn get_user_attribute_verification_code() -> GetUserAttributeVerificationCodeRequest {
    GetUserAttributeVerificationCodeRequest::builder()
        .access_token("hunter-token")
        .attribute_name("email")
        .client_metadata(metadata())
        .build()
}

/// The members that a schema has, and those of them that are required.
fn members(schema: &'static Schema) -> (Vec<&'static str>, Vec<&'static str>) {
    let all = schema.members().iter();
    let required = all.clone().filter(|member| member.is_required());
    (all.map(Member::name).collect(), required.map(Member::name).collect())
}

#[test]
fn resend_confirmation_code_request_has_the_members_of_the_page() {
    /// Does not compile unless each member has this type.
    fn typed(
        request: ResendConfirmationCodeRequest,
    ) -> (
        Option<AnalyticsMetadataType>,
        String,
        Metadata,
        Option<String>,
        Option<UserContextDataType>,
        String,
    ) {
        (
            request.analytics_metadata,
            request.client_id,
            request.client_metadata,
            request.secret_hash,
            request.user_context_data,
            request.username,
        )
    }
    let expected = (
        Some(analytics()),
        "hunter-client".to_owned(),
        Some(metadata()),
        Some("hunter-hash".to_owned()),
        Some(context()),
        "hunter-user".to_owned(),
    );
    assert_eq!(typed(resend_confirmation_code()), expected);
    let (all, required) = members(ResendConfirmationCodeRequest::SCHEMA);
    assert_eq!(
        all,
        [
            "ClientId",
            "SecretHash",
            "UserContextData",
            "Username",
            "AnalyticsMetadata",
            "ClientMetadata"
        ]
    );
    assert_eq!(required, ["ClientId", "Username"]);
}

#[test]
fn forgot_password_request_has_the_members_of_the_page() {
    /// Does not compile unless each member has this type.
    fn typed(
        request: ForgotPasswordRequest,
    ) -> (
        Option<AnalyticsMetadataType>,
        String,
        Metadata,
        Option<String>,
        Option<UserContextDataType>,
        String,
    ) {
        (
            request.analytics_metadata,
            request.client_id,
            request.client_metadata,
            request.secret_hash,
            request.user_context_data,
            request.username,
        )
    }
    let expected = (
        Some(analytics()),
        "hunter-client".to_owned(),
        Some(metadata()),
        Some("hunter-hash".to_owned()),
        Some(context()),
        "hunter-user".to_owned(),
    );
    assert_eq!(typed(forgot_password()), expected);
    let (all, required) = members(ForgotPasswordRequest::SCHEMA);
    assert_eq!(
        all,
        [
            "ClientId",
            "SecretHash",
            "UserContextData",
            "Username",
            "AnalyticsMetadata",
            "ClientMetadata"
        ]
    );
    assert_eq!(required, ["ClientId", "Username"]);
}

#[test]
fn get_user_attribute_verification_code_request_has_the_members_of_the_page() {
    /// Does not compile unless each member has this type.
    fn typed(request: GetUserAttributeVerificationCodeRequest) -> (String, String, Metadata) {
        (request.access_token, request.attribute_name, request.client_metadata)
    }
    let expected = ("hunter-token".to_owned(), "email".to_owned(), Some(metadata()));
    assert_eq!(typed(get_user_attribute_verification_code()), expected);
    let (all, required) = members(GetUserAttributeVerificationCodeRequest::SCHEMA);
    assert_eq!(all, ["AccessToken", "AttributeName", "ClientMetadata"]);
    assert_eq!(required, ["AccessToken", "AttributeName"]);
}

/// One page spells out what the nested structures hold.
#[test]
fn nested_structures_have_the_members_of_the_page() {
    let UserContextDataType { ip_address, encoded_data, .. } = context();
    let AnalyticsMetadataType { analytics_endpoint_id, .. } = analytics();
    let members: [Option<String>; 3] = [ip_address, encoded_data, analytics_endpoint_id];
    assert_eq!(members.map(Option::unwrap_or_default), ["hunter-ip", "hunter-data", "endpoint"]);
}

/// Calls `check` with a value of each type of the pages.
macro_rules! each_request {
    ($check:path) => {
        $check(&resend_confirmation_code());
        $check(&forgot_password());
        $check(&get_user_attribute_verification_code());
    };
}

#[test]
fn requests_are_clone_and_partial_eq() {
    fn check<T: Clone + PartialEq + Debug + Default>(request: &T) {
        assert_eq!(*request, request.clone());
        assert_ne!(*request, T::default());
    }
    each_request!(check);
    let mut other = resend_confirmation_code();
    other.username.push('2');
    assert_ne!(other, resend_confirmation_code());
}

#[test]
fn requests_have_a_default_of_empty_members() {
    fn check<T: Default + Serialize>(_: &T) {
        let value = serde_json::to_value(T::default()).expect("a value");
        let members = value.as_object().expect("an object");
        assert!(!members.is_empty() && members.values().all(|member| member == ""), "{value}");
    }
    each_request!(check);
}

#[test]
fn requests_have_the_auto_traits() {
    fn check<T: Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + Any>(_: &T) {}
    each_request!(check);
}

#[test]
fn requests_are_shown_under_their_names() {
    let shown = format!("{:?}", get_user_attribute_verification_code());
    assert!(shown.starts_with("GetUserAttributeVerificationCodeRequest {"), "{shown}");
    assert!(shown.contains("AttributeName: \"email\""), "{shown}");
}

#[test]
fn requests_hide_what_is_sensitive_in_debug() {
    fn check(request: &dyn Debug) {
        for shown in [format!("{request:?}"), format!("{request:#?}")] {
            assert!(!shown.contains("hunter"), "{shown}");
        }
    }
    each_request!(check);
    check(&context());
}

/// By the model, `ClientIdType`, `SecretHashType`, `UserContextDataType`, `UsernameType` and `TokenModelType`
/// are sensitive.
#[test]
fn requests_name_what_is_sensitive() {
    let expected = ["ClientId", "SecretHash", "UserContextData", "Username"];
    assert_eq!(ResendConfirmationCodeRequest::SENSITIVE, expected);
    assert_eq!(ForgotPasswordRequest::SENSITIVE, expected);
    assert_eq!(GetUserAttributeVerificationCodeRequest::SENSITIVE, ["AccessToken"]);
    assert_eq!(UserContextDataType::SENSITIVE, ["IpAddress", "EncodedData"]);
    assert!(AnalyticsMetadataType::SENSITIVE.is_empty());
}

/// `fixtures/refused` shows that less is refused by the compiler.
#[test]
fn requests_are_made_from_their_required_members() {
    let resend = ResendConfirmationCodeRequest::builder().client_id("c").username("u").build();
    assert_eq!((resend.client_id.as_str(), resend.username.as_str()), ("c", "u"));
    assert_eq!((resend.secret_hash, resend.client_metadata), (None, None));
    assert_eq!((resend.user_context_data, resend.analytics_metadata), (None, None));
    // The order of the setters is the caller's.
    let forgot = ForgotPasswordRequest::builder().username("u".to_owned()).client_id("c").build();
    assert_eq!((forgot.client_id.as_str(), forgot.username.as_str()), ("c", "u"));
    let get = GetUserAttributeVerificationCodeRequest::builder();
    let get = get.access_token("t").attribute_name("email").build();
    assert_eq!((get.access_token.as_str(), get.attribute_name.as_str()), ("t", "email"));
}

/// The value of a request whose members are all set, for the two requests that have the same ones.
fn value() -> Value {
    json!({
        "ClientId": "hunter-client",
        "SecretHash": "hunter-hash",
        "UserContextData": {"IpAddress": "hunter-ip", "EncodedData": "hunter-data"},
        "Username": "hunter-user",
        "AnalyticsMetadata": {"AnalyticsEndpointId": "endpoint"},
        "ClientMetadata": {"k": "v"},
    })
}

#[test]
fn requests_serialize_to_a_dynamic_value() {
    assert_eq!(serde_json::to_value(resend_confirmation_code()).expect("a value"), value());
    let least = ResendConfirmationCodeRequest::builder().client_id("c").username("u").build();
    let least = serde_json::to_value(&least).expect("a value");
    assert_eq!(least, json!({"ClientId": "c", "Username": "u"}));
    assert_eq!(serde_json::to_value(forgot_password()).expect("a value"), value());
    assert_eq!(
        serde_json::to_value(get_user_attribute_verification_code()).expect("a value"),
        json!({
            "AccessToken": "hunter-token",
            "AttributeName": "email",
            "ClientMetadata": {"k": "v"},
        })
    );
}

#[test]
fn requests_deserialize_from_a_dynamic_value() {
    fn check<T: Serialize + DeserializeOwned + PartialEq + Debug>(request: &T) {
        let value = serde_json::to_value(request).expect("a value");
        assert_eq!(serde_json::from_value::<T>(value).expect("a request"), *request);
    }
    each_request!(check);
    let resend = serde_json::from_value::<ResendConfirmationCodeRequest>(value());
    assert_eq!(resend.expect("a request"), resend_confirmation_code());
    let forgot = serde_json::from_value::<ForgotPasswordRequest>(value());
    assert_eq!(forgot.expect("a request"), forgot_password());
    let missing = json!({"ClientId": "c"});
    let error = serde_json::from_value::<ForgotPasswordRequest>(missing).expect_err("an error");
    assert!(error.to_string().contains("missing field `Username`"), "{error}");
}
