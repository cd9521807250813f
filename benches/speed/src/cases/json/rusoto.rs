//! The values in the types of rusoto_cognito_idp, which writes and reads them by serde_json.

use std::collections::HashMap;

use bytes::Bytes;
pub(super) use rusoto_cognito_idp::{AdminCreateUserRequest, ResendConfirmationCodeRequest};
use rusoto_cognito_idp::{
    AnalyticsMetadataType, AttributeType, ListUsersError, ListUsersResponse, UserContextDataType,
    UserType,
};
use rusoto_core::RusotoError;
use rusoto_core::proto::json::ResponsePayload;
use rusoto_core::request::BufferedHttpResponse;

use super::{input, plain};

pub(super) fn resend_confirmation_code() -> ResendConfirmationCodeRequest {
    use input::resend_confirmation_code as input;

    ResendConfirmationCodeRequest {
        client_id: input::CLIENT_ID.to_owned(),
        secret_hash: Some(input::SECRET_HASH.to_owned()),
        user_context_data: Some(UserContextDataType {
            encoded_data: Some(input::ENCODED_DATA.to_owned()),
        }),
        username: input::USERNAME.to_owned(),
        analytics_metadata: Some(AnalyticsMetadataType {
            analytics_endpoint_id: Some(input::ANALYTICS_ENDPOINT_ID.to_owned()),
        }),
        client_metadata: Some(owned(input::CLIENT_METADATA)),
    }
}

pub(super) fn admin_create_user() -> AdminCreateUserRequest {
    use input::admin_create_user as input;

    AdminCreateUserRequest {
        user_pool_id: input::USER_POOL_ID.to_owned(),
        username: input::USERNAME.to_owned(),
        user_attributes: Some(input::USER_ATTRIBUTES.map(attribute).into()),
        validation_data: Some(input::VALIDATION_DATA.map(attribute).into()),
        temporary_password: Some(input::TEMPORARY_PASSWORD.to_owned()),
        force_alias_creation: Some(true),
        message_action: Some("SUPPRESS".to_owned()),
        desired_delivery_mediums: Some(vec!["EMAIL".to_owned(), "SMS".to_owned()]),
        client_metadata: Some(owned(input::CLIENT_METADATA)),
    }
}

/// A response of success, as rusoto buffers it.
pub(super) fn response(body: Bytes) -> BufferedHttpResponse {
    BufferedHttpResponse { status: Default::default(), body, headers: Default::default() }
}

/// What rusoto does with it.
pub(super) fn list_users(
    response: &BufferedHttpResponse,
) -> Result<ListUsersResponse, RusotoError<ListUsersError>> {
    ResponsePayload::new(response).deserialize()
}

pub(super) fn plain_list_users(output: ListUsersResponse) -> plain::ListUsersResponse {
    plain::ListUsersResponse {
        users: output.users.map(|users| users.into_iter().map(plain_user).collect()),
        pagination_token: output.pagination_token,
    }
}

fn plain_user(user: UserType) -> plain::User {
    let attributes = user.attributes.map(|attributes| {
        let plain = |attribute: AttributeType| plain::Attribute {
            name: attribute.name,
            value: attribute.value,
        };
        attributes.into_iter().map(plain).collect()
    });
    plain::User::new(
        user.username,
        attributes,
        [user.user_create_date, user.user_last_modified_date],
        user.enabled,
        user.user_status.as_deref(),
    )
}

fn attribute((name, value): (&str, &str)) -> AttributeType {
    AttributeType { name: name.to_owned(), value: Some(value.to_owned()) }
}

fn owned<const N: usize>(pairs: [(&str, &str); N]) -> HashMap<String, String> {
    pairs.into_iter().map(|(key, value)| (key.to_owned(), value.to_owned())).collect()
}
