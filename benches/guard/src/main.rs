//! Calls of the codecs, each of which `cargo xtask guard` counts the instructions of.
//!
//! `cases` lists their names, and `cases NAME TIMES` makes one of them so many times.
//!
//! What a case does before its first call is done once, however often it calls: it drops out of the difference
//! between two runs. Each asserts what it reads or writes there, so that no failure is ever counted.

mod codecs;
mod operations;
mod values;

use std::hint::black_box;
use std::process::ExitCode;

use self::values::{create_user_pool, list_users_response};

/// What makes a call so many times.
type Case = fn(u32);

/// Operations are called as users call them, with their HTTP requests and responses. Formats that Cognito does not
/// speak are called by their codecs, with a deep value that is small and a flat one that is large.
const CASES: &[(&str, Case)] = &[
    ("json/resend_confirmation_code/write", operations::write_resend_confirmation_code),
    ("json/resend_confirmation_code/build_and_write", operations::build_resend_confirmation_code),
    ("json/admin_create_user/write", operations::write_admin_create_user),
    ("json/admin_create_user/build_and_write", operations::build_admin_create_user),
    ("json/list_users/read", operations::read_list_users),
    ("xml/small/write", |times| codecs::write_xml(&create_user_pool(), times)),
    ("xml/small/read", |times| codecs::read_xml(&create_user_pool(), times)),
    ("xml/large/write", |times| codecs::write_xml(&list_users_response(), times)),
    ("xml/large/read", |times| codecs::read_xml(&list_users_response(), times)),
    ("query/small/write", |times| codecs::write_query(&create_user_pool(), times)),
    ("query/large/write", |times| codecs::write_query(&list_users_response(), times)),
    ("cbor/small/write", |times| codecs::write_cbor(&create_user_pool(), times)),
    ("cbor/small/read", |times| codecs::read_cbor(&create_user_pool(), times)),
    ("cbor/large/write", |times| codecs::write_cbor(&list_users_response(), times)),
    ("cbor/large/read", |times| codecs::read_cbor(&list_users_response(), times)),
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match &arguments[..] {
        [] => CASES.iter().for_each(|(name, _)| println!("{name}")),
        [name, times] => match (find(name), times.parse()) {
            (Some(case), Ok(times)) => case(times),
            _ => return refuse(),
        },
        _ => return refuse(),
    }
    ExitCode::SUCCESS
}

fn find(name: &str) -> Option<Case> {
    CASES.iter().find(|(known, _)| *known == name).map(|(_, case)| *case)
}

fn refuse() -> ExitCode {
    eprintln!("usage: cases [NAME TIMES], with a name of those that `cases` lists");
    ExitCode::from(2)
}

/// Makes a call so many times, and keeps the compiler from leaving any out.
fn repeat<T>(times: u32, mut call: impl FnMut() -> T) {
    for _ in 0..times {
        black_box(call());
    }
}
