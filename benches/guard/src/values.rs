//! What the cases write and read.

use std::hint::black_box;

use cognito_identity_provider::Timestamp;
use cognito_identity_provider::types::{
    AccountRecoverySettingType, AdminCreateUserConfigType, AdminCreateUserRequest,
    AnalyticsMetadataType, AttributeDataType, AttributeType, CreateUserPoolRequest,
    DeliveryMediumType, LambdaConfigType, ListUsersResponse, MessageActionType,
    MessageTemplateType, PasswordPolicyType, RecoveryOptionNameType, RecoveryOptionType,
    ResendConfirmationCodeRequest, SchemaAttributeType, StringAttributeConstraintsType,
    UserContextDataType, UserPoolMfaType, UserPoolPolicyType, UserStatusType, UserType,
    UsernameAttributeType, VerifiedAttributeType,
};

const USERS: usize = 60;

/// When the first user was created, in seconds.
const CREATED: i64 = 1_735_787_045;

pub(crate) fn resend_confirmation_code() -> ResendConfirmationCodeRequest {
    ResendConfirmationCodeRequest::builder()
        .client_id(black_box("7examplek3q9v2clientid5m8t"))
        .secret_hash("Qm1mYVZ0b2tlbjEyMzQ1Njc4OTBhYmNkZWZnaGlqa2w=")
        .user_context_data(
            UserContextDataType::builder()
                .ip_address("192.0.2.44")
                .encoded_data("AmazonCognitoAdvancedSecurityData-eyJwYXlsb2FkIjoie1wiY29udGV4dERhdGFcIjp7fX0iLCJzaWc")
                .build(),
        )
        .username("maria.garcia@example.com")
        .analytics_metadata(
            AnalyticsMetadataType::builder()
                .analytics_endpoint_id("d70b2ba36a8c4dc5a04a0451a31a1e12")
                .build(),
        )
        .client_metadata([("campaign", "spring"), ("locale", "es-ES"), ("source", "web")])
        .build()
}

pub(crate) fn admin_create_user() -> AdminCreateUserRequest {
    let attributes = [
        ("email", "maria.garcia@example.com"),
        ("email_verified", "true"),
        ("phone_number", "+34600123456"),
        ("given_name", "María"),
        ("family_name", "García \"Lola\" López"),
        ("address", "Calle Mayor 1\nMadrid"),
        (
            "picture",
            "https://images.example.com/avatars/3c1f7e52-8f43-4c0d-9a51-000000000007/large.png",
        ),
        ("locale", "es-ES"),
        ("custom:department", "Research & Development"),
        ("custom:tenant", "tenant-07"),
    ];
    AdminCreateUserRequest::builder()
        .user_pool_id(black_box("eu-west-1_Xy7Kp2QmZ"))
        .username("maria.garcia@example.com")
        .user_attributes(attributes.map(|(name, value)| attribute(name, value)))
        .validation_data([attribute("ticket", "INC-2025-004711")])
        .temporary_password("a-passphrase-not-short")
        .force_alias_creation(false)
        .message_action(MessageActionType::Resend)
        .desired_delivery_mediums([DeliveryMediumType::Sms, DeliveryMediumType::Email])
        .client_metadata([("campaign", "spring"), ("source", "admin-console")])
        .build()
}

fn attribute(name: impl Into<String>, value: impl Into<String>) -> AttributeType {
    AttributeType::builder().name(name).value(value).build()
}

/// Structures within structures, numbers, enums, a map and what is to be escaped.
pub(crate) fn create_user_pool() -> CreateUserPoolRequest {
    CreateUserPoolRequest::builder()
        .pool_name("Customers & friends")
        .policies(UserPoolPolicyType::builder().password_policy(password_policy()).build())
        .lambda_config(
            LambdaConfigType::builder()
                .pre_sign_up("arn:aws:lambda:eu-west-1:123456789012:function:pre-sign-up")
                .post_confirmation("arn:aws:lambda:eu-west-1:123456789012:function:welcome")
                .build(),
        )
        .auto_verified_attributes([VerifiedAttributeType::Email])
        .username_attributes([UsernameAttributeType::Email, UsernameAttributeType::PhoneNumber])
        .mfa_configuration(UserPoolMfaType::Optional)
        .user_pool_tags([("department", "R&D"), ("project", "a day at the sea")])
        .admin_create_user_config(
            AdminCreateUserConfigType::builder()
                .allow_admin_create_user_only(true)
                .unused_account_validity_days(14)
                .invite_message_template(
                    MessageTemplateType::builder()
                        .email_subject("Welcome, {username}")
                        .email_message("<p>Your code is \"{####}\".</p>\n<p>Bye</p>")
                        .build(),
                )
                .build(),
        )
        .schema(["department", "tenant", "nickname"].map(schema_attribute))
        .account_recovery_setting(
            AccountRecoverySettingType::builder()
                .recovery_mechanisms([
                    recovery_option(1, RecoveryOptionNameType::VerifiedEmail),
                    recovery_option(2, RecoveryOptionNameType::VerifiedPhoneNumber),
                ])
                .build(),
        )
        .build()
}

fn password_policy() -> PasswordPolicyType {
    PasswordPolicyType::builder()
        .minimum_length(12)
        .require_uppercase(true)
        .require_symbols(false)
        .temporary_password_validity_days(365)
        .build()
}

fn schema_attribute(name: &str) -> SchemaAttributeType {
    SchemaAttributeType::builder()
        .name(name)
        .attribute_data_type(AttributeDataType::String)
        .mutable(true)
        .string_attribute_constraints(
            StringAttributeConstraintsType::builder().min_length("1").max_length("2048").build(),
        )
        .build()
}

fn recovery_option(priority: i32, name: RecoveryOptionNameType) -> RecoveryOptionType {
    RecoveryOptionType::builder().priority(priority).name(name).build()
}

pub(crate) fn list_users_response() -> ListUsersResponse {
    ListUsersResponse::builder()
        .users((0..USERS).map(user))
        .pagination_token("CAISlQIKjgEIARKKAQ")
        .build()
}

fn user(number: usize) -> UserType {
    UserType::builder()
        .username(id(number))
        .attributes(attributes(number).map(|(name, value)| attribute(name, value)))
        .user_create_date(Timestamp::new(CREATED, 678_000_000).expect("a time"))
        .user_last_modified_date(Timestamp::new(CREATED + 1, 78_000_000).expect("a time"))
        .enabled(true)
        .user_status(UserStatusType::Confirmed)
        .build()
}

/// The body of a response with [`list_users_response`], as a server writes it.
pub(crate) fn list_users_body() -> String {
    let users: Vec<String> = (0..USERS).map(user_body).collect();
    format!(r#"{{"PaginationToken":"CAISlQIKjgEIARKKAQ","Users":[{}]}}"#, users.join(","))
}

fn user_body(number: usize) -> String {
    let attributes = attributes(number).map(|(name, value)| {
        let value = value.replace('"', "\\\"").replace('\n', "\\n");
        format!(r#"{{"Name":"{name}","Value":"{value}"}}"#)
    });
    format!(
        r#"{{"Attributes":[{}],"Enabled":true,"UserCreateDate":{CREATED}.678,"UserLastModifiedDate":{}.078,"UserStatus":"CONFIRMED","Username":"{}"}}"#,
        attributes.join(","),
        CREATED + 1,
        id(number)
    )
}

fn attributes(number: usize) -> [(&'static str, String); 10] {
    [
        ("sub", id(number)),
        ("email", format!("user.number.{number}@example.com")),
        ("email_verified", "true".to_owned()),
        ("phone_number", format!("+3460012{number:04}")),
        ("given_name", "María".to_owned()),
        ("family_name", format!("García \"{number}\" López")),
        ("address", format!("{number} Long Road\nSmalltown")),
        ("picture", format!("https://images.example.com/avatars/{number}/large.png")),
        ("custom:department", "Research & Development".to_owned()),
        ("custom:tenant", format!("tenant-{number}")),
    ]
}

fn id(number: usize) -> String {
    format!("3c1f7e52-8f43-4c0d-9a51-{number:012}")
}
