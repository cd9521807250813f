//! Cognito user pools, by awsJson 1.1.

use cognito_idp::operation::{
    AdminConfirmSignUp, AdminCreateUser, AdminGetUser, AdminSetUserPassword, CreateUserPool,
    CreateUserPoolClient, DescribeUserPool, ForgotPassword, GetUser, InitiateAuth, ListUsers,
    SignUp,
};
use cognito_idp::types::{
    AdminConfirmSignUpRequest, AdminCreateUserRequest, AdminGetUserRequest,
    AdminSetUserPasswordRequest, AttributeType, AuthFlowType, CreateUserPoolClientRequest,
    CreateUserPoolRequest, DeliveryMediumType, DescribeUserPoolRequest, ExplicitAuthFlowsType,
    ForgotPasswordRequest, GetUserRequest, InitiateAuthRequest, ListUsersRequest,
    PasswordPolicyType, SignUpRequest, UserPoolMfaType, UserPoolPolicyType, UserStatusType,
    VerifiedAttributeType,
};
use cognito_idp::{Error, ServiceError};

use crate::client::Client;

crate::cases![
    a_pool_is_described_as_it_was_created,
    a_client_is_created_as_it_was_asked_for,
    a_created_user_keeps_its_attributes,
    a_sign_up_is_confirmed_and_its_forgotten_password_is_mailed,
    a_user_signs_in_with_a_password,
    users_are_listed_over_pages,
    an_unknown_user_is_its_own_error,
    a_taken_name_is_its_own_error,
];

/// A pool of that name, by its id.
fn pool(cognito: &Client<'_>, name: &str) -> String {
    let input = CreateUserPoolRequest::builder()
        .pool_name(name)
        .auto_verified_attributes([VerifiedAttributeType::Email])
        .build();
    let output = cognito.call::<CreateUserPool>(&input);
    output.user_pool.and_then(|pool| pool.id).expect("an id")
}

/// A client of a pool, by its id.
fn client(cognito: &Client<'_>, pool: &str) -> String {
    let input =
        CreateUserPoolClientRequest::builder().user_pool_id(pool).client_name("app").build();
    let output = cognito.call::<CreateUserPoolClient>(&input);
    output.user_pool_client.and_then(|client| client.client_id).expect("an id")
}

fn attribute(name: &str, value: &str) -> AttributeType {
    AttributeType::builder().name(name).value(value).build()
}

fn a_pool_is_described_as_it_was_created(cognito: &Client<'_>) {
    let policy = PasswordPolicyType::builder().minimum_length(12).require_symbols(false).build();
    let input = CreateUserPoolRequest::builder()
        .pool_name("described")
        .policies(UserPoolPolicyType::builder().password_policy(policy).build())
        .mfa_configuration(UserPoolMfaType::Off)
        .user_pool_tags([("team", "a \"b\" \u{e9}")])
        .build();
    let created = cognito.call::<CreateUserPool>(&input).user_pool.expect("a pool");
    let input =
        DescribeUserPoolRequest::builder().user_pool_id(created.id.clone().expect("an id")).build();
    let described = cognito.call::<DescribeUserPool>(&input).user_pool.expect("a pool");
    assert_eq!(described.id, created.id);
    assert_eq!(described.name.as_deref(), Some("described"));
    assert_eq!(described.mfa_configuration, Some(UserPoolMfaType::Off));
    let policy = described.policies.and_then(|it| it.password_policy).expect("a policy");
    assert_eq!((policy.minimum_length, policy.require_symbols), (Some(12), Some(false)));
    let tags = described.user_pool_tags.expect("tags");
    assert_eq!(tags.get("team").map(String::as_str), Some("a \"b\" \u{e9}"));
    assert!(described.creation_date.is_some());
    assert_eq!(described.creation_date, created.creation_date);
}

fn a_client_is_created_as_it_was_asked_for(cognito: &Client<'_>) {
    let pool = pool(cognito, "client");
    let input = CreateUserPoolClientRequest::builder()
        .user_pool_id(&pool)
        .client_name("app")
        .generate_secret(true)
        .refresh_token_validity(7)
        .explicit_auth_flows([ExplicitAuthFlowsType::AllowUserPasswordAuth])
        .callback_urls(["https://example.com/a?b=c&d"])
        .build();
    let client = cognito.call::<CreateUserPoolClient>(&input).user_pool_client.expect("a client");
    assert_eq!(client.user_pool_id, Some(pool));
    assert_eq!(client.client_name.as_deref(), Some("app"));
    assert_eq!(client.refresh_token_validity, Some(7));
    assert_eq!(
        client.explicit_auth_flows,
        Some(vec![ExplicitAuthFlowsType::AllowUserPasswordAuth])
    );
    assert_eq!(client.callback_urls, Some(vec!["https://example.com/a?b=c&d".to_owned()]));
    assert!(client.client_id.is_some() && client.client_secret.is_some());
}

fn a_created_user_keeps_its_attributes(cognito: &Client<'_>) {
    let pool = pool(cognito, "created user");
    let input = AdminCreateUserRequest::builder()
        .user_pool_id(&pool)
        .username("mary")
        .user_attributes([attribute("email", "mary@example.com"), attribute("name", "M\u{e1}ry")])
        .build();
    let user = cognito.call::<AdminCreateUser>(&input).user.expect("a user");
    assert_eq!(user.username.as_deref(), Some("mary"));
    assert_eq!(user.user_status, Some(UserStatusType::ForceChangePassword));

    let input = AdminGetUserRequest::builder().user_pool_id(&pool).username("mary").build();
    let user = cognito.call::<AdminGetUser>(&input);
    assert_eq!((user.username.as_str(), user.enabled), ("mary", Some(true)));
    let attributes = user.user_attributes.expect("attributes");
    assert!(attributes.contains(&attribute("email", "mary@example.com")));
    assert!(attributes.contains(&attribute("name", "M\u{e1}ry")));
}

fn a_sign_up_is_confirmed_and_its_forgotten_password_is_mailed(cognito: &Client<'_>) {
    let pool = pool(cognito, "sign up");
    let client = client(cognito, &pool);
    let input = SignUpRequest::builder()
        .client_id(&client)
        .username("joe")
        .password("Passw0rd!")
        .user_attributes([attribute("email", "joe@example.com")])
        .build();
    let signed_up = cognito.call::<SignUp>(&input);
    assert!(!signed_up.user_confirmed);
    assert!(!signed_up.user_sub.is_empty());

    let status = |expected| {
        let input = AdminGetUserRequest::builder().user_pool_id(&pool).username("joe").build();
        assert_eq!(cognito.call::<AdminGetUser>(&input).user_status, Some(expected));
    };
    status(UserStatusType::Unconfirmed);
    let input = AdminConfirmSignUpRequest::builder().user_pool_id(&pool).username("joe").build();
    cognito.call::<AdminConfirmSignUp>(&input);
    status(UserStatusType::Confirmed);

    let input = ForgotPasswordRequest::builder().client_id(&client).username("joe").build();
    let delivery = cognito.call::<ForgotPassword>(&input).code_delivery_details;
    let delivery = delivery.expect("where the code went");
    assert_eq!(delivery.delivery_medium, Some(DeliveryMediumType::Email));
    assert_eq!(delivery.attribute_name.as_deref(), Some("email"));
}

fn a_user_signs_in_with_a_password(cognito: &Client<'_>) {
    let pool = pool(cognito, "sign in");
    let client = client(cognito, &pool);
    let input = AdminCreateUserRequest::builder().user_pool_id(&pool).username("ann").build();
    cognito.call::<AdminCreateUser>(&input);
    let input = AdminSetUserPasswordRequest::builder()
        .user_pool_id(&pool)
        .username("ann")
        .password("Passw0rd!")
        .permanent(true)
        .build();
    cognito.call::<AdminSetUserPassword>(&input);
    let sign_in = |password: &str| {
        InitiateAuthRequest::builder()
            .client_id(&client)
            .auth_flow(AuthFlowType::UserPasswordAuth)
            .auth_parameters([("USERNAME", "ann"), ("PASSWORD", password)])
            .build()
    };
    let result = cognito.call::<InitiateAuth>(&sign_in("Passw0rd!")).authentication_result;
    let tokens = result.expect("tokens");
    assert_eq!(tokens.token_type.as_deref(), Some("Bearer"));
    assert_eq!(tokens.expires_in, Some(3600));
    let token = tokens.access_token.expect("a token");
    let user = cognito.call::<GetUser>(&GetUserRequest::builder().access_token(token).build());
    assert_eq!(user.username, "ann");

    let error = cognito.fail::<InitiateAuth>(&sign_in("wrong"));
    assert!(matches!(&error, Error::NotAuthorizedException(_)), "{error:?}");
}

fn users_are_listed_over_pages(cognito: &Client<'_>) {
    let pool = pool(cognito, "pages");
    for name in ["a", "b", "c", "d", "e"] {
        let input = AdminCreateUserRequest::builder().user_pool_id(&pool).username(name).build();
        cognito.call::<AdminCreateUser>(&input);
    }
    let (mut pages, mut token) = (Vec::new(), None);
    loop {
        let input = ListUsersRequest::builder()
            .user_pool_id(&pool)
            .limit(2)
            .maybe_pagination_token(token)
            .build();
        let page = cognito.call::<ListUsers>(&input);
        let users = page.users.unwrap_or_default();
        pages.push(users.into_iter().filter_map(|user| user.username).collect::<Vec<_>>());
        token = page.pagination_token;
        if token.is_none() {
            break;
        }
    }
    let sizes: Vec<usize> = pages.iter().map(Vec::len).collect();
    assert_eq!(sizes, [2, 2, 1]);
    let mut names = pages.concat();
    names.sort();
    assert_eq!(names, ["a", "b", "c", "d", "e"]);
}

fn an_unknown_user_is_its_own_error(cognito: &Client<'_>) {
    let pool = pool(cognito, "unknown user");
    let input = AdminGetUserRequest::builder().user_pool_id(&pool).username("nobody").build();
    let error = cognito.fail::<AdminGetUser>(&input);
    assert!(matches!(&error, Error::UserNotFoundException(_)), "{error:?}");
    assert_eq!(error.code(), Some("UserNotFoundException"));
    assert_eq!(error.message(), Some("User does not exist."));
    assert_eq!(error.status().map(|status| status.as_u16()), Some(400));
    assert!(!error.is_retryable());
}

fn a_taken_name_is_its_own_error(cognito: &Client<'_>) {
    let pool = pool(cognito, "taken name");
    let input = AdminCreateUserRequest::builder().user_pool_id(&pool).username("mary").build();
    cognito.call::<AdminCreateUser>(&input);
    let error = cognito.fail::<AdminCreateUser>(&input);
    assert!(matches!(&error, Error::UsernameExistsException(_)), "{error:?}");
}
