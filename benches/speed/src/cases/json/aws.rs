//! The values in the types of aws-sdk-cognitoidentityprovider.

use anyhow::Result;
use aws_sdk_cognitoidentityprovider::error::BuildError;
pub(super) use aws_sdk_cognitoidentityprovider::operation::admin_create_user::AdminCreateUserInput;
pub(super) use aws_sdk_cognitoidentityprovider::operation::list_users::ListUsersOutput;
pub(super) use aws_sdk_cognitoidentityprovider::operation::resend_confirmation_code::ResendConfirmationCodeInput;
use aws_sdk_cognitoidentityprovider::primitives::DateTime;
use aws_sdk_cognitoidentityprovider::types;
use aws_smithy_json::protocol::aws_json_rpc::AwsJsonRpcProtocol;
use aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugin;
use aws_smithy_schema::protocol::{ServiceShapeName, SharedClientProtocol};
use aws_smithy_types::config_bag::Layer;

use super::{input, plain};
use crate::cases::seconds;
use crate::peers::aws;

/// The operations, as plugins.
pub(super) mod operations {
    pub(in super::super) use aws_sdk_cognitoidentityprovider::operation::admin_create_user::AdminCreateUser;
    pub(in super::super) use aws_sdk_cognitoidentityprovider::operation::list_users::ListUsers;
    pub(in super::super) use aws_sdk_cognitoidentityprovider::operation::resend_confirmation_code::ResendConfirmationCode;
}

/// An operation with what its client's configuration says of the protocol.
pub(super) fn operation(operation: &dyn RuntimePlugin) -> Result<aws::Operation> {
    let mut service = Layer::new("service");
    service.store_put(ServiceShapeName::new("AWSCognitoIdentityProviderService"));
    service.store_put(SharedClientProtocol::new(
        AwsJsonRpcProtocol::aws_json_1_1()
            .with_default_namespace("com.amazonaws.cognitoidentityprovider"),
    ));
    aws::Operation::new(operation, service)
}

pub(super) fn resend_confirmation_code() -> Result<ResendConfirmationCodeInput, BuildError> {
    use input::resend_confirmation_code as input;

    let [(source, value), (version, number)] = input::CLIENT_METADATA;
    ResendConfirmationCodeInput::builder()
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
        .client_metadata(source, value)
        .client_metadata(version, number)
        .build()
}

pub(super) fn admin_create_user() -> Result<AdminCreateUserInput, BuildError> {
    use input::admin_create_user as input;

    let mut builder = AdminCreateUserInput::builder()
        .user_pool_id(input::USER_POOL_ID)
        .username(input::USERNAME)
        .temporary_password(input::TEMPORARY_PASSWORD)
        .force_alias_creation(true)
        .message_action(types::MessageActionType::Suppress)
        .desired_delivery_mediums(types::DeliveryMediumType::Email)
        .desired_delivery_mediums(types::DeliveryMediumType::Sms);
    for attribute in input::USER_ATTRIBUTES {
        builder = builder.user_attributes(self::attribute(attribute)?);
    }
    for attribute in input::VALIDATION_DATA {
        builder = builder.validation_data(self::attribute(attribute)?);
    }
    for (key, value) in input::CLIENT_METADATA {
        builder = builder.client_metadata(key, value);
    }
    builder.build()
}

pub(super) fn plain_list_users(output: ListUsersOutput) -> plain::ListUsersResponse {
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
    let time = |time: DateTime| seconds(time.secs(), time.subsec_nanos());
    plain::User::new(
        user.username,
        attributes,
        [user.user_create_date.map(time), user.user_last_modified_date.map(time)],
        Some(user.enabled),
        user.user_status.as_ref().map(types::UserStatusType::as_str),
    )
}

fn attribute((name, value): (&str, &str)) -> Result<types::AttributeType, BuildError> {
    types::AttributeType::builder().name(name).value(value).build()
}
