//! Codecs by themselves.

use std::fmt;
use std::hint::black_box;

use smithgen_runtime::codec::xml::{self, Envelope, Options, Root};
use smithgen_runtime::codec::{cbor, query};
use smithgen_runtime::v1::{Members, MembersMut, Shape};
use smithgen_runtime::{DecodeError, Limits};

use crate::repeat;

/// What generated structures are.
pub(crate) trait Structure:
    Shape + Members + MembersMut + Default + PartialEq + fmt::Debug
{
}

impl<T: Shape + Members + MembersMut + Default + PartialEq + fmt::Debug> Structure for T {}

pub(crate) fn write_xml<T: Structure>(value: &T, times: u32) {
    assert_eq!(from_xml::<T>(&to_xml(value)), *value);
    repeat(times, || to_xml(black_box(value)));
}

pub(crate) fn read_xml<T: Structure>(value: &T, times: u32) {
    let document = to_xml(value);
    assert_eq!(from_xml::<T>(&document), *value);
    repeat(times, || from_xml::<T>(black_box(&document)));
}

pub(crate) fn write_cbor<T: Structure>(value: &T, times: u32) {
    assert_eq!(from_cbor::<T>(&to_cbor(value)), *value);
    repeat(times, || to_cbor(black_box(value)));
}

pub(crate) fn read_cbor<T: Structure>(value: &T, times: u32) {
    let bytes = to_cbor(value);
    assert_eq!(from_cbor::<T>(&bytes), *value);
    repeat(times, || from_cbor::<T>(black_box(&bytes)));
}

pub(crate) fn write_query<T: Structure>(value: &T, times: u32) {
    let form = to_query(value);
    assert!(form.starts_with(b"Action=Put&Version=2025-01-01&") && form.len() > 1000);
    repeat(times, || to_query(black_box(value)));
}

fn to_xml<T: Structure>(value: &T) -> Vec<u8> {
    xml::write(T::SCHEMA, value, &Root::of(T::SCHEMA)).expect("a value that can be written")
}

fn from_xml<T: Structure>(document: &[u8]) -> T {
    read(|value| {
        xml::read(document, &Limits::DEFAULT, Options::DEFAULT, Envelope::Root, T::SCHEMA, value)
    })
}

fn to_cbor<T: Structure>(value: &T) -> Vec<u8> {
    cbor::write(T::SCHEMA, value).expect("a value that can be written")
}

fn from_cbor<T: Structure>(bytes: &[u8]) -> T {
    read(|value| cbor::read(bytes, &Limits::DEFAULT, T::SCHEMA, value))
}

fn to_query<T: Structure>(value: &T) -> Vec<u8> {
    query::write("Put", "2025-01-01", T::SCHEMA, value, query::Options::AWS_QUERY)
        .expect("a value that can be written")
}

fn read<T: Default>(fill: impl FnOnce(&mut T) -> Result<(), DecodeError>) -> T {
    let mut value = T::default();
    fill(&mut value).expect("bytes that can be read");
    value
}
