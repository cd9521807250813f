//! What has to hold of a response, whatever its protocol.

use smithgen_runtime::http::{Response, StatusCode};
use smithgen_runtime::v1::{Members, MembersMut, Operation, ServiceError, Shape};
use smithgen_runtime::{EncodeErrorKind, Limits, OtherError, OtherErrorKind};

use crate::same::{Loss, same};
use crate::{LIMITS, show};

/// Reads a response. An error says its status, and the request's id if there was one.
pub fn check<O: Operation>(response: &Response<&[u8]>) {
    if let Err(error) = O::response_with(response, &LIMITS) {
        check_error(&error, response);
    }
}

/// Reads a response, and then what a request with the same members would look like as a response: they are
/// the same. A blank body is none, where protocols write an empty structure: then the second reading is compared
/// with the third.
pub fn check_round_trip<O>(response: &Response<&[u8]>)
where
    O: Operation<Input = <O as Operation>::Output>,
    O::Input: Shape + Members + MembersMut + Default,
{
    let output = match O::response_with(response, &LIMITS) {
        Ok(read) => read.into_output(),
        Err(error) => return check_error(&error, response),
    };
    let status = response.status();
    let first = if is_blank(response.body()) { mirror::<O>(&output, status) } else { Some(output) };
    let Some(first) = first else { return };
    if let Some(second) = mirror::<O>(&first, status) {
        let same = same(O::Input::SCHEMA, &first, &second, Loss::Submillisecond);
        assert!(same, "not the same: {:?}", O::request(&first));
    }
}

fn is_blank(body: &[u8]) -> bool {
    body.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(body).trim_ascii().is_empty()
}

/// Writes a request, and reads it as a response. `None` where no request can be written.
fn mirror<O>(value: &O::Input, status: StatusCode) -> Option<O::Input>
where
    O: Operation<Input = <O as Operation>::Output>,
{
    let request = match O::request(value) {
        Ok(request) => request,
        Err(error) => {
            assert_unwritable(&error);
            return None;
        }
    };
    let (head, body) = request.into_parts();
    let mut mirrored = Response::new(body.as_bytes().cloned().unwrap_or_default());
    *mirrored.headers_mut() = head.headers;
    *mirrored.status_mut() = status;
    match O::response_with(&mirrored, &Limits::DEFAULT) {
        Ok(read) => Some(read.into_output()),
        Err(error) => panic!("{error}: {mirrored:?}"),
    }
}

fn check_error<E: ServiceError>(error: &E, response: &Response<&[u8]>) {
    show(error);
    let Some(metadata) = error.metadata() else { panic!("{error} without its metadata") };
    assert_eq!(metadata.status, response.status(), "{error}");
    let id = response.headers().get("x-amzn-requestid").and_then(|id| id.to_str().ok());
    if let Some(id) = id {
        assert_eq!(metadata.request_id.as_deref(), Some(id), "{error}");
    }
}

fn assert_unwritable<E: ServiceError>(error: &E) {
    match error.other().map(OtherError::kind) {
        Some(OtherErrorKind::Encode(error)) => {
            let known = [EncodeErrorKind::UnknownVariant, EncodeErrorKind::OutOfRange];
            assert!(known.contains(&error.kind()), "{error}");
        }
        other => panic!("{error}: {other:?}"),
    }
}
