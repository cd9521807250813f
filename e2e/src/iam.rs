//! IAM, by awsQuery.

use iam::operation::{
    CreateRole, CreateUser, DeleteRole, GetRole, GetRolePolicy, GetUser, ListRoleTags, ListUsers,
    PutRolePolicy,
};
use iam::types::{
    CreateRoleRequest, CreateUserRequest, DeleteRoleRequest, GetRolePolicyRequest, GetRoleRequest,
    GetUserRequest, ListRoleTagsRequest, ListUsersRequest, PutRolePolicyRequest, Tag,
};
use iam::{Error, ServiceError};

use crate::client::Client;

crate::cases![
    a_role_is_as_it_was_created,
    a_policy_of_a_role_is_kept,
    users_are_listed_by_path,
    tags_of_a_role_are_listed_over_pages,
    a_user_has_the_tags_it_was_created_with,
    a_deleted_role_is_its_own_error,
    an_unknown_user_is_its_own_error,
    a_taken_name_is_its_own_error,
];

const TRUST: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}"#;

/// `TRUST` as IAM gives it back: percent-encoded.
const TRUST_ENCODED: &str = "%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22%2C%22Principal%22%3A%7B%22Service%22%3A%22lambda.amazonaws.com%22%7D%2C%22Action%22%3A%22sts%3AAssumeRole%22%7D%5D%7D";

/// A role of that name.
pub(crate) fn role(iam: &Client<'_>, name: &str) -> String {
    let input =
        CreateRoleRequest::builder().role_name(name).assume_role_policy_document(TRUST).build();
    iam.call::<CreateRole>(&input).role.arn
}

fn a_role_is_as_it_was_created(iam: &Client<'_>) {
    let tag = |key: &str, value: &str| Tag::builder().key(key).value(value).build();
    let tags = [tag("team", "a & b"), tag("unit", "\u{e9}")];
    let input = CreateRoleRequest::builder()
        .role_name("created")
        .path("/e2e/")
        .assume_role_policy_document(TRUST)
        .description("for <tests>")
        .max_session_duration(7200)
        .tags(tags.clone())
        .build();
    let created = iam.call::<CreateRole>(&input).role;
    assert_eq!(created.arn, "arn:aws:iam::123456789012:role/e2e/created");

    let input = GetRoleRequest::builder().role_name("created").build();
    let role = iam.call::<GetRole>(&input).role;
    assert_eq!((role.role_id, role.create_date), (created.role_id, created.create_date));
    assert_eq!((role.role_name.as_str(), role.path.as_str()), ("created", "/e2e/"));
    assert_eq!(role.assume_role_policy_document.as_deref(), Some(TRUST_ENCODED));
    assert_eq!(role.description.as_deref(), Some("for <tests>"));
    assert_eq!(role.max_session_duration, Some(7200));

    let input = ListRoleTagsRequest::builder().role_name("created").build();
    let listed = iam.call::<ListRoleTags>(&input);
    assert_eq!((listed.tags, listed.is_truncated), (tags.to_vec(), Some(false)));
}

fn a_policy_of_a_role_is_kept(iam: &Client<'_>) {
    role(iam, "with-policy");
    let policy = r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:Get*","Resource":"*"}}"#;
    let input = PutRolePolicyRequest::builder()
        .role_name("with-policy")
        .policy_name("read")
        .policy_document(policy)
        .build();
    iam.call::<PutRolePolicy>(&input);
    let input =
        GetRolePolicyRequest::builder().role_name("with-policy").policy_name("read").build();
    let kept = iam.call::<GetRolePolicy>(&input);
    assert_eq!((kept.role_name.as_str(), kept.policy_name.as_str()), ("with-policy", "read"));
    let encoded = "%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%7B%22Effect%22%3A%22Allow%22%2C%22Action%22%3A%22s3%3AGet%2A%22%2C%22Resource%22%3A%22%2A%22%7D%7D";
    assert_eq!(kept.policy_document, encoded);
}

fn users_are_listed_by_path(iam: &Client<'_>) {
    for (name, path) in [("a", "/listed/"), ("b", "/listed/deep/"), ("c", "/other/")] {
        let input = CreateUserRequest::builder().user_name(name).path(path).build();
        iam.call::<CreateUser>(&input);
    }
    let input = ListUsersRequest::builder().path_prefix("/listed/").build();
    let listed = iam.call::<ListUsers>(&input);
    let users: Vec<_> =
        listed.users.iter().map(|it| (it.user_name.as_str(), it.path.as_str())).collect();
    assert_eq!(users, [("a", "/listed/"), ("b", "/listed/deep/")]);
    assert_eq!((listed.is_truncated, listed.marker), (Some(false), None));
}

/// Tags, and not users: moto gives all users at once, however few are asked for.
fn tags_of_a_role_are_listed_over_pages(iam: &Client<'_>) {
    let input = CreateRoleRequest::builder()
        .role_name("pages")
        .assume_role_policy_document(TRUST)
        .tags(["a", "b", "c", "d", "e"].map(|key| Tag::builder().key(key).value("v").build()))
        .build();
    iam.call::<CreateRole>(&input);
    let (mut pages, mut marker) = (Vec::new(), None);
    loop {
        let input = ListRoleTagsRequest::builder()
            .role_name("pages")
            .max_items(2)
            .maybe_marker(marker)
            .build();
        let page = iam.call::<ListRoleTags>(&input);
        assert_eq!(page.is_truncated, Some(page.marker.is_some()));
        pages.push(page.tags.into_iter().map(|tag| tag.key).collect::<Vec<_>>());
        marker = page.marker;
        if marker.is_none() {
            break;
        }
    }
    assert_eq!(pages, [vec!["a", "b"], vec!["c", "d"], vec!["e"]]);
}

fn a_user_has_the_tags_it_was_created_with(iam: &Client<'_>) {
    let tags = [Tag::builder().key("team").value("x=y").build()];
    let input = CreateUserRequest::builder().user_name("tagged").tags(tags.clone()).build();
    let created = iam.call::<CreateUser>(&input).user.expect("a user");
    let user = iam.call::<GetUser>(&GetUserRequest::builder().user_name("tagged").build()).user;
    assert_eq!(user.arn, "arn:aws:iam::123456789012:user/tagged");
    assert_eq!(user.user_id, created.user_id);
    assert_eq!(user.tags, Some(tags.to_vec()));
}

fn a_deleted_role_is_its_own_error(iam: &Client<'_>) {
    role(iam, "deleted");
    iam.call::<DeleteRole>(&DeleteRoleRequest::builder().role_name("deleted").build());
    let error = iam.fail::<GetRole>(&GetRoleRequest::builder().role_name("deleted").build());
    assert!(matches!(&error, Error::NoSuchEntityException(_)), "{error:?}");
    assert!(error.message().is_some_and(|message| message.contains("deleted")), "{error:?}");
}

fn an_unknown_user_is_its_own_error(iam: &Client<'_>) {
    let error = iam.fail::<GetUser>(&GetUserRequest::builder().user_name("nobody").build());
    assert!(matches!(&error, Error::NoSuchEntityException(_)), "{error:?}");
    // On the wire, the code is not the name of the shape.
    assert_eq!(error.code(), Some("NoSuchEntity"));
    assert_eq!(error.status().map(|status| status.as_u16()), Some(404));
}

fn a_taken_name_is_its_own_error(iam: &Client<'_>) {
    role(iam, "taken");
    let input =
        CreateRoleRequest::builder().role_name("taken").assume_role_policy_document(TRUST).build();
    let error = iam.fail::<CreateRole>(&input);
    assert!(matches!(&error, Error::EntityAlreadyExistsException(_)), "{error:?}");
}
