//! The values in the types that smithgen generated.

use cognito_identity_provider::{Timestamp, types};

use super::{input, plain};
use crate::cases::seconds;

pub(super) fn resend_confirmation_code() -> types::ResendConfirmationCodeRequest {
    use input::resend_confirmation_code as input;

    types::ResendConfirmationCodeRequest::builder()
        .client_id(input::CLIENT_ID)
        .secret_hash(input::SECRET_HASH)
        .user_context_data(
            types::UserContextDataType::builder().encoded_data(input::ENCODED_DATA).build(),
        )
        .username(input::USERNAME)
        .analytics_metadata(
            types::AnalyticsMetadataType::builder()
                .analytics_endpoint_id(input::ANALYTICS_ENDPOINT_ID)
                .build(),
        )
        .client_metadata(input::CLIENT_METADATA)
        .build()
}

pub(super) fn admin_create_user() -> types::AdminCreateUserRequest {
    use input::admin_create_user as input;

    types::AdminCreateUserRequest::builder()
        .user_pool_id(input::USER_POOL_ID)
        .username(input::USERNAME)
        .user_attributes(input::USER_ATTRIBUTES.map(attribute))
        .validation_data(input::VALIDATION_DATA.map(attribute))
        .temporary_password(input::TEMPORARY_PASSWORD)
        .force_alias_creation(true)
        .message_action(types::MessageActionType::Suppress)
        .desired_delivery_mediums([
            types::DeliveryMediumType::Email,
            types::DeliveryMediumType::Sms,
        ])
        .client_metadata(input::CLIENT_METADATA)
        .build()
}

pub(super) fn plain_list_users(output: types::ListUsersResponse) -> plain::ListUsersResponse {
    plain::ListUsersResponse {
        users: output.users.map(|users| users.into_iter().map(plain_user).collect()),
        pagination_token: output.pagination_token,
    }
}

fn plain_user(user: types::UserType) -> plain::User {
    let attributes = user.attributes.map(|attributes| {
        let plain = |attribute: types::AttributeType| plain::Attribute {
            name: attribute.name,
            value: attribute.value,
        };
        attributes.into_iter().map(plain).collect()
    });
    let time = |time: Timestamp| seconds(time.seconds(), time.subsec_nanos());
    plain::User::new(
        user.username,
        attributes,
        [user.user_create_date.map(time), user.user_last_modified_date.map(time)],
        user.enabled,
        user.user_status.as_ref().map(types::UserStatusType::as_str),
    )
}

fn attribute((name, value): (&str, &str)) -> types::AttributeType {
    types::AttributeType::builder().name(name).value(value).build()
}
