//! How fast the JSON codec is, beside `serde_json` with derives on types that hold the same.
//!
//! `cargo run --release --package smithgen-runtime --example json_speed --features json`

use std::hint::black_box;
use std::time::Instant;

use serde::Serialize;
use serde::de::DeserializeOwned;
use smithgen_runtime::Limits;
use smithgen_runtime::codec::json::{self, Options};
use smithgen_runtime::v1::{self as rt, Members, MembersMut, Shape};

fn main() {
    compare::<SignUpRequest, derived::SignUpRequest>("small", &write(&request()));
    compare::<ListUsersResponse, derived::ListUsersResponse>("large", &response());
}

/// Reads and writes the same value both ways.
fn compare<T, D>(name: &str, bytes: &[u8])
where
    T: Shape + Members + MembersMut + Default,
    D: Serialize + DeserializeOwned,
{
    let value: T = read(bytes);
    let derived: D = serde_json::from_slice(bytes).expect("the same bytes");
    let written = write(&value);
    assert_eq!(serde_json::to_vec(&derived).expect("a value").len(), written.len());
    println!("{name}, write");
    time("smithgen", written.len(), || write(black_box(&value)));
    time("serde_json", written.len(), || serde_json::to_vec(black_box(&derived)));
    println!("{name}, read");
    time("smithgen", bytes.len(), || read::<T>(black_box(bytes)));
    time("serde_json", bytes.len(), || serde_json::from_slice::<D>(black_box(bytes)));
}

/// Prints the best of ten rounds, in nanoseconds a call.
fn time<T>(name: &str, bytes: usize, mut call: impl FnMut() -> T) {
    const ROUNDS: usize = 20;
    const CALLS: u32 = 2_000;
    let round = |_| {
        let start = Instant::now();
        for _ in 0..CALLS {
            black_box(call());
        }
        start.elapsed() / CALLS
    };
    let best = (0..ROUNDS).map(round).min().unwrap_or_default();
    let rate = f64::from(u32::try_from(bytes).unwrap_or(u32::MAX)) / best.as_secs_f64() / 1e9;
    println!("  {name:12} {bytes:>6} bytes {:>8} ns  {rate:.2} GB/s", best.as_nanos());
}

fn write<T: Shape + Members>(value: &T) -> Vec<u8> {
    json::write(T::SCHEMA, value, Options::AWS_JSON).expect("a value")
}

fn read<T: Shape + MembersMut + Default>(bytes: &[u8]) -> T {
    let mut value = T::default();
    json::read(bytes, &Limits::DEFAULT, Options::AWS_JSON, T::SCHEMA, &mut value)
        .expect("known bytes");
    value
}

fn attributes(user: usize) -> Vec<AttributeType> {
    let value = |name: &str| match name {
        "sub" => format!("3c1f7e52-8f43-4c0d-9a51-{user:012}"),
        "email" => format!("user.number.{user}@example.com"),
        "address" => format!("{user} Long Road\nSmalltown"),
        "picture" => format!("https://images.example.com/avatars/{user}/large.png"),
        _ => format!("the {name} of {user}"),
    };
    [
        "sub",
        "email",
        "email_verified",
        "phone_number",
        "given_name",
        "family_name",
        "address",
        "picture",
        "custom:department",
        "custom:tenant",
    ]
    .map(|name| AttributeType { name: name.into(), value: Some(value(name)) })
    .into()
}

fn request() -> SignUpRequest {
    SignUpRequest {
        client_id: "1example23456789".into(),
        username: "diego".into(),
        password: Some("a passphrase, not short".into()),
        user_attributes: Some(attributes(7)),
        validation_data: None,
        force_alias_creation: Some(false),
        trace: Some(1_234_567_890),
    }
}

fn response() -> Vec<u8> {
    let user = |user| UserType {
        username: Some(format!("3c1f7e52-8f43-4c0d-9a51-{user:012}")),
        attributes: Some(attributes(user)),
        user_create_date: rt::Timestamp::new(1_735_787_045, 678_000_000).ok(),
        user_last_modified_date: rt::Timestamp::new(1_735_787_046, 78_000_000).ok(),
        enabled: Some(true),
        user_status: Some("CONFIRMED".into()),
    };
    let response = ListUsersResponse {
        users: Some((0..60).map(user).collect()),
        pagination_token: Some("CAISlQIKjgEIARKKAQ".into()),
    };
    json::write(ListUsersResponse::SCHEMA, &response, Options::AWS_JSON).expect("a value")
}

mod derived {
    use serde::{Deserialize, Serialize};

    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "PascalCase")]
    pub(crate) struct SignUpRequest {
        client_id: String,
        username: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        password: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        user_attributes: Option<Vec<AttributeType>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        validation_data: Option<Vec<AttributeType>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        force_alias_creation: Option<bool>,
        #[serde(skip_serializing_if = "Option::is_none")]
        trace: Option<i64>,
    }

    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "PascalCase")]
    pub(crate) struct AttributeType {
        name: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        value: Option<String>,
    }

    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "PascalCase")]
    pub(crate) struct ListUsersResponse {
        #[serde(skip_serializing_if = "Option::is_none")]
        users: Option<Vec<UserType>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pagination_token: Option<String>,
    }

    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "PascalCase")]
    pub(crate) struct UserType {
        #[serde(skip_serializing_if = "Option::is_none")]
        username: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        attributes: Option<Vec<AttributeType>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        user_create_date: Option<f64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        user_last_modified_date: Option<f64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        enabled: Option<bool>,
        #[serde(skip_serializing_if = "Option::is_none")]
        user_status: Option<UserStatusType>,
    }

    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "SCREAMING_SNAKE_CASE")]
    pub(crate) enum UserStatusType {
        Unconfirmed,
        Confirmed,
        #[serde(other)]
        Unknown,
    }
}

macro_rules! structure {
    ($name:ident, $schema:ident, $($index:literal: $field:ident: $type:ty,)*) => {
        #[derive(Clone, PartialEq, Default)]
        struct $name {
            $($field: $type,)*
        }

        const _: () = {
            use self::$schema as SCHEMA;
            rt::structure!($name $(, $field($index))*);
        };
    };
}

static SIGN_UP_REQUEST: rt::Schema = rt::Schema::structure(
    "SignUpRequest",
    &[
        rt::Member::new("ClientId").required(),
        rt::Member::new("Username").required(),
        rt::Member::new("Password").sensitive(),
        rt::Member::new("UserAttributes").of(&ATTRIBUTE_LIST_TYPE),
        rt::Member::new("ValidationData").of(&ATTRIBUTE_LIST_TYPE),
        rt::Member::new("ForceAliasCreation"),
        rt::Member::new("Trace"),
    ],
);

structure! {
    SignUpRequest, SIGN_UP_REQUEST,
    0: client_id: String,
    1: username: String,
    2: password: Option<String>,
    3: user_attributes: Option<Vec<AttributeType>>,
    4: validation_data: Option<Vec<AttributeType>>,
    5: force_alias_creation: Option<bool>,
    6: trace: Option<i64>,
}

static ATTRIBUTE_LIST_TYPE: rt::Schema =
    rt::Schema::list("AttributeListType", &[rt::Member::new("member").of(&ATTRIBUTE_TYPE)]);

static ATTRIBUTE_TYPE: rt::Schema = rt::Schema::structure(
    "AttributeType",
    &[rt::Member::new("Name").required(), rt::Member::new("Value").sensitive()],
);

structure! {
    AttributeType, ATTRIBUTE_TYPE,
    0: name: String,
    1: value: Option<String>,
}

static LIST_USERS_RESPONSE: rt::Schema = rt::Schema::structure(
    "ListUsersResponse",
    &[rt::Member::new("Users").of(&USERS_LIST_TYPE), rt::Member::new("PaginationToken")],
);

structure! {
    ListUsersResponse, LIST_USERS_RESPONSE,
    0: users: Option<Vec<UserType>>,
    1: pagination_token: Option<String>,
}

static USERS_LIST_TYPE: rt::Schema =
    rt::Schema::list("UsersListType", &[rt::Member::new("member").of(&USER_TYPE)]);

static USER_TYPE: rt::Schema = rt::Schema::structure(
    "UserType",
    &[
        rt::Member::new("Username").sensitive(),
        rt::Member::new("Attributes").of(&ATTRIBUTE_LIST_TYPE),
        rt::Member::new("UserCreateDate"),
        rt::Member::new("UserLastModifiedDate"),
        rt::Member::new("Enabled"),
        rt::Member::new("UserStatus"),
    ],
);

structure! {
    UserType, USER_TYPE,
    0: username: Option<String>,
    1: attributes: Option<Vec<AttributeType>>,
    2: user_create_date: Option<rt::Timestamp>,
    3: user_last_modified_date: Option<rt::Timestamp>,
    4: enabled: Option<bool>,
    5: user_status: Option<UserStatusType>,
}

#[derive(Clone, PartialEq, Eq, Hash)]
enum UserStatusType {
    Unconfirmed,
    Confirmed,
    Unknown(rt::UnknownValue),
}

rt::string_enum!(UserStatusType, Unconfirmed("UNCONFIRMED"), Confirmed("CONFIRMED"));
