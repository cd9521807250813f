//! What the types promise beyond their behaviour.

use std::panic::{RefUnwindSafe, UnwindSafe};

use smithgen_runtime::{
    Body, DecodeError, Document, EncodeError, OtherError, Response, Timestamp, UnmodeledError, v1,
};

use super::shapes::{Choice, Color, Error, Everything, Level, Upload};

fn plain<
    T: Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + Clone + PartialEq + std::fmt::Debug,
>() {
}

fn error<T: std::error::Error + Send + Sync + 'static>() {}

fn send<T: Send + std::fmt::Debug>() {}

#[test]
fn auto_traits() {
    plain::<Everything>();
    plain::<Choice>();
    plain::<Color>();
    plain::<Level>();
    plain::<Timestamp>();
    plain::<Document>();
    plain::<v1::Unit>();
    error::<Error>();
    error::<OtherError>();
    error::<UnmodeledError>();
    error::<DecodeError>();
    error::<EncodeError>();
    send::<Upload>();
    send::<Body>();
    send::<Response<Everything>>();
}

#[test]
fn errors_are_small() {
    let word = size_of::<usize>();
    assert_eq!(size_of::<Error>(), 2 * word);
    assert_eq!(size_of::<OtherError>(), word);
    assert_eq!(size_of::<v1::Modeled<Everything>>(), word);
    assert_eq!(size_of::<Result<(), DecodeError>>(), word);
    assert_eq!(size_of::<Result<(), EncodeError>>(), word);
}

#[test]
fn enums_convert_and_compare_by_their_wire_form() {
    assert_eq!(Color::from(String::from("GREEN")), Color::Green);
    assert_eq!(Color::default().as_str(), "");
    assert!(Color::Green < Color::Red && Color::from("PINK") < Color::Red);
    assert_eq!(format!("{}|{:>5}|{:?}", Color::Red, Color::Red, Color::Red), "RED|  RED|\"RED\"");
    assert_eq!(Level::default(), Level::from(0));
    assert!(Level::from(5) < Level::High && Level::Low < Level::from(5));
    assert_eq!(i32::from(Level::High), 9);
    assert_eq!(format!("{} {:?}", Level::High, Level::from(3)), "9 3");
}

#[test]
fn nulls_are_kept_where_the_type_has_one() {
    let mut documents = vec![Document::from(1)];
    let mut optional = vec![Some(1)];
    let mut plain = vec![1];
    for list in [v1::slot(&mut documents), v1::slot(&mut optional), v1::slot(&mut plain)] {
        let v1::Slot::List(list) = list else { panic!("not a list") };
        list.push_null();
    }
    assert_eq!(documents, [Document::from(1), Document::Null]);
    assert_eq!(optional, [Some(1), None]);
    assert_eq!(plain, [1]);
}
