//! Operations of Cognito, by the crate that is generated for it.

use std::fmt;
use std::hint::black_box;

use cognito_identity_provider::operation::{AdminCreateUser, ListUsers, ResendConfirmationCode};
use cognito_identity_provider::runtime::http;
use cognito_identity_provider::types::ListUsersResponse;
use cognito_identity_provider::{Body, Operation};

use crate::repeat;
use crate::values::{
    admin_create_user, list_users_body, list_users_response, resend_confirmation_code,
};

pub(crate) fn write_resend_confirmation_code(times: u32) {
    let input = resend_confirmation_code();
    assert_length(&request::<ResendConfirmationCode>(&input), 436);
    repeat(times, || request::<ResendConfirmationCode>(black_box(&input)));
}

pub(crate) fn build_resend_confirmation_code(times: u32) {
    repeat(times, || request::<ResendConfirmationCode>(&resend_confirmation_code()));
}

pub(crate) fn write_admin_create_user(times: u32) {
    let input = admin_create_user();
    assert_length(&request::<AdminCreateUser>(&input), 897);
    repeat(times, || request::<AdminCreateUser>(black_box(&input)));
}

pub(crate) fn build_admin_create_user(times: u32) {
    repeat(times, || request::<AdminCreateUser>(&admin_create_user()));
}

pub(crate) fn read_list_users(times: u32) {
    let response = http::Response::new(list_users_body());
    assert_eq!(output(&response), list_users_response());
    repeat(times, || output(black_box(&response)));
}

fn request<O: Operation<Error: fmt::Debug>>(input: &O::Input) -> http::Request<Body> {
    O::request(input).expect("an input that can be written")
}

fn output(response: &http::Response<String>) -> ListUsersResponse {
    ListUsers::response(response).expect("a response that can be read").into_output()
}

fn assert_length(request: &http::Request<Body>, length: usize) {
    let body = request.body().as_bytes().expect("a body that is no stream");
    assert_eq!(body.len(), length, "{}", String::from_utf8_lossy(body));
}
