//! Types written by hand, as one would who has no generator.
//!
//! Times stay numbers, where ours and aws-sdk's become seconds and nanoseconds: less work, and theirs to enjoy.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::input;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct ResendConfirmationCodeRequest {
    client_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    secret_hash: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    user_context_data: Option<UserContextData>,
    username: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    analytics_metadata: Option<AnalyticsMetadata>,
    #[serde(skip_serializing_if = "Option::is_none")]
    client_metadata: Option<BTreeMap<String, String>>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct UserContextData {
    #[serde(skip_serializing_if = "Option::is_none")]
    ip_address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    encoded_data: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct AnalyticsMetadata {
    #[serde(skip_serializing_if = "Option::is_none")]
    analytics_endpoint_id: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct AdminCreateUserRequest {
    user_pool_id: String,
    username: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    user_attributes: Option<Vec<Attribute>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    validation_data: Option<Vec<Attribute>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    temporary_password: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    force_alias_creation: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message_action: Option<MessageAction>,
    #[serde(skip_serializing_if = "Option::is_none")]
    desired_delivery_mediums: Option<Vec<DeliveryMedium>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    client_metadata: Option<BTreeMap<String, String>>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Attribute {
    pub(super) name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) value: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
enum MessageAction {
    Resend,
    Suppress,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
enum DeliveryMedium {
    Sms,
    Email,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct ListUsersResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) users: Option<Vec<User>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) pagination_token: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct User {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) username: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) attributes: Option<Vec<Attribute>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) user_create_date: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) user_last_modified_date: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) enabled: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) user_status: Option<UserStatus>,
    #[serde(rename = "MFAOptions", skip_serializing_if = "Option::is_none")]
    mfa_options: Option<Vec<MfaOption>>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct MfaOption {
    delivery_medium: Option<DeliveryMedium>,
    attribute_name: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(super) enum UserStatus {
    Unconfirmed,
    Confirmed,
    Archived,
    Compromised,
    ResetRequired,
    ForceChangePassword,
    ExternalProvider,
    #[serde(other)]
    Unknown,
}

impl User {
    /// A user as every peer's output tells of one.
    pub(super) fn new(
        username: Option<String>,
        attributes: Option<Vec<Attribute>>,
        [user_create_date, user_last_modified_date]: [Option<f64>; 2],
        enabled: Option<bool>,
        status: Option<&str>,
    ) -> Self {
        let user_status = status.map(|status| match status {
            "CONFIRMED" => UserStatus::Confirmed,
            _ => UserStatus::Unknown,
        });
        Self {
            username,
            attributes,
            user_create_date,
            user_last_modified_date,
            enabled,
            user_status,
            mfa_options: None,
        }
    }
}

pub(super) fn resend_confirmation_code() -> ResendConfirmationCodeRequest {
    use input::resend_confirmation_code as input;

    ResendConfirmationCodeRequest {
        client_id: input::CLIENT_ID.into(),
        secret_hash: Some(input::SECRET_HASH.into()),
        user_context_data: Some(UserContextData {
            ip_address: None,
            encoded_data: Some(input::ENCODED_DATA.into()),
        }),
        username: input::USERNAME.into(),
        analytics_metadata: Some(AnalyticsMetadata {
            analytics_endpoint_id: Some(input::ANALYTICS_ENDPOINT_ID.into()),
        }),
        client_metadata: Some(owned(input::CLIENT_METADATA)),
    }
}

pub(super) fn admin_create_user() -> AdminCreateUserRequest {
    use input::admin_create_user as input;

    AdminCreateUserRequest {
        user_pool_id: input::USER_POOL_ID.into(),
        username: input::USERNAME.into(),
        user_attributes: Some(input::USER_ATTRIBUTES.map(attribute).into()),
        validation_data: Some(input::VALIDATION_DATA.map(attribute).into()),
        temporary_password: Some(input::TEMPORARY_PASSWORD.into()),
        force_alias_creation: Some(true),
        message_action: Some(MessageAction::Suppress),
        desired_delivery_mediums: Some(vec![DeliveryMedium::Email, DeliveryMedium::Sms]),
        client_metadata: Some(owned(input::CLIENT_METADATA)),
    }
}

pub(super) fn list_users() -> ListUsersResponse {
    use input::list_users as input;

    let user = |user| User {
        username: Some(input::username(user)),
        attributes: Some(
            input::attributes(user)
                .map(|(name, value)| Attribute { name: name.into(), value: Some(value) })
                .into(),
        ),
        user_create_date: Some(input::CREATED),
        user_last_modified_date: Some(input::MODIFIED),
        enabled: Some(true),
        user_status: Some(UserStatus::Confirmed),
        mfa_options: None,
    };
    ListUsersResponse {
        users: Some((0..input::USERS).map(user).collect()),
        pagination_token: Some(input::PAGINATION_TOKEN.into()),
    }
}

fn attribute((name, value): (&str, &str)) -> Attribute {
    Attribute { name: name.into(), value: Some(value.into()) }
}

fn owned<const N: usize>(pairs: [(&str, &str); N]) -> BTreeMap<String, String> {
    pairs.into_iter().map(|(key, value)| (key.to_owned(), value.to_owned())).collect()
}
