//! The edges of the fast paths: where a word or block ends, where a buffer grows, what is not as it was expected.

use super::{Options, read, read_payload, write, write_payload};
use crate::codec_error::DecodeErrorKind;
use crate::limits::Limits;
use crate::schema::{Member, Schema};
use crate::timestamp::Timestamp;
use crate::value::{AsSlot, AsValue, ItemsMut, Members, MembersMut, Slot, Value};

static TEXT: Member = Member::new("text");

fn written(value: Value<'_>) -> String {
    String::from_utf8(write_payload(&TEXT, value, Options::AWS_JSON).unwrap()).unwrap()
}

fn read_string(text: &str) -> Result<String, DecodeErrorKind> {
    let mut read = String::new();
    fill(text, read.as_slot()).map(|()| read)
}

fn read_time(text: &str) -> Result<Timestamp, DecodeErrorKind> {
    let mut time = Timestamp::EPOCH;
    fill(text, time.as_slot()).map(|()| time)
}

fn fill(text: &str, slot: Slot<'_>) -> Result<(), DecodeErrorKind> {
    read_payload(text.as_bytes(), &Limits::DEFAULT, Options::AWS_JSON, &TEXT, slot)
        .map_err(|error| error.kind())
}

/// Every length of a text, up to some blocks, with each character in each place.
fn texts(characters: &[char]) -> impl Iterator<Item = (char, String, usize)> {
    characters.iter().flat_map(|character| {
        (0..50).flat_map(move |length| {
            (0..=length).map(move |place| {
                let mut text: String = ('a'..='z').cycle().take(length).collect();
                text.insert(place, *character);
                (*character, text, place)
            })
        })
    })
}

#[test]
fn an_escape_at_every_place() {
    let escapes = [
        ('"', r#"\""#),
        ('\\', r"\\"),
        ('\n', r"\n"),
        ('\r', r"\r"),
        ('\t', r"\t"),
        ('\u{8}', r"\b"),
        ('\u{c}', r"\f"),
        ('\0', r"\u0000"),
        ('\u{1f}', r"\u001f"),
    ];
    for (character, text, place) in texts(&escapes.map(|(character, _)| character)) {
        let escape = escapes.iter().find(|(escaped, _)| *escaped == character).unwrap().1;
        let expected = format!("\"{}{escape}{}\"", &text[..place], &text[place + 1..]);
        assert_eq!(written(Value::String(&text)), expected);
        assert_eq!(read_string(&expected), Ok(text));
    }
}

#[test]
fn characters_without_an_escape_at_every_place() {
    for (_, text, place) in texts(&[' ', '!', '#', '[', ']', '\u{7f}', 'é', '€', '𝄞', '\u{2028}'])
    {
        let expected = format!("\"{text}\"");
        assert_eq!(written(Value::String(&text)), expected, "{place}");
        assert_eq!(read_string(&expected), Ok(text), "{place}");
    }
}

#[test]
fn what_no_string_may_hold_is_found_at_every_place() {
    for (character, text, place) in texts(&['\n', '\0', '\u{1f}']) {
        let error = read_string(&format!("\"{text}\"")).unwrap_err();
        assert!(matches!(error, DecodeErrorKind::Syntax(_)), "{character:?} at {place}");
    }
    for (_, text, _) in texts(&['a']) {
        assert_eq!(read_string(&format!("\"{text}")), Err(DecodeErrorKind::Truncated));
    }
}

#[test]
fn a_long_text_outgrows_the_buffer() {
    for length in [1000, 1022, 1023, 1024, 1025, 5000] {
        let text = "é".repeat(length / 2);
        assert_eq!(written(Value::String(&text)), format!("\"{text}\""));
        let text = format!("{}\n", "x".repeat(length));
        assert_eq!(written(Value::String(&text)), format!("\"{}\\n\"", "x".repeat(length)));
    }
}

#[derive(Debug, Default, PartialEq)]
struct Person {
    name: Option<String>,
    names: Option<Vec<String>>,
    age: Option<i32>,
}

static PERSON: Schema = Schema::structure(
    "Person",
    &[Member::new("Name"), Member::new("Names").of(&NAMES), Member::new("Age")],
);

static NAMES: Schema = Schema::list("Names", &[Member::new("member")]);

impl Members for Person {
    fn member(&self, index: usize) -> Value<'_> {
        match index {
            0 => self.name.as_value(),
            1 => self.names.as_value(),
            2 => self.age.as_value(),
            _ => Value::Absent,
        }
    }
}

impl MembersMut for Person {
    fn member_mut(&mut self, index: usize) -> Slot<'_> {
        match index {
            0 => self.name.as_slot(),
            1 => self.names.as_slot(),
            2 => self.age.as_slot(),
            _ => Slot::None,
        }
    }
}

fn write_person(person: &Person) -> String {
    String::from_utf8(write(&PERSON, person, Options::AWS_JSON).unwrap()).unwrap()
}

fn read_person(text: &str) -> Result<Person, DecodeErrorKind> {
    let mut person = Person::default();
    read(text.as_bytes(), &Limits::DEFAULT, Options::AWS_JSON, &PERSON, &mut person)
        .map(|()| person)
        .map_err(|error| error.kind())
}

fn person(name: &str, names: &[&str], age: i32) -> Person {
    let names = names.iter().map(|name| (*name).to_owned()).collect();
    Person { name: Some(name.to_owned()), names: Some(names), age: Some(age) }
}

#[test]
fn the_first_comma_becomes_the_bracket() {
    assert_eq!(write_person(&Person::default()), "{}");
    assert_eq!(write_person(&Person { age: Some(7), ..Person::default() }), r#"{"Age":7}"#);
    let none = Person { names: Some(Vec::new()), age: Some(7), ..Person::default() };
    assert_eq!(write_person(&none), r#"{"Names":[],"Age":7}"#);
    let text = r#"{"Name":"Zoë","Names":["a","","b\n"],"Age":7}"#;
    assert_eq!(write_person(&person("Zoë", &["a", "", "b\n"], 7)), text);
}

#[test]
fn members_come_in_any_order() {
    let expected = person("Ada", &["Ada", "Augusta"], 36);
    let members = [r#""Name":"Ada""#, r#""Names":["Ada","Augusta"]"#, r#""Age":36"#];
    for [first, second, third] in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
    {
        let [first, second, third] = [members[first], members[second], members[third]];
        for text in [
            format!("{{{first},{second},{third}}}"),
            format!(" {{ {first} , {second}\n,\t{third}\r}} "),
            format!(r#"{{"x":[{{}}],{first},"Nam":1,{second},"Nam\u0065s2":2,{third},"":3}}"#),
        ] {
            assert_eq!(read_person(&text).as_ref(), Ok(&expected), "{text}");
        }
    }
}

/// Each is not the name that is expected first, and some are names all the same.
#[test]
fn names_nearly_as_expected() {
    let named = |text: &str| read_person(text).map(|person| person.name);
    let ada = Ok(Some("Ada".to_owned()));
    assert_eq!(named(r#"{"Name" : "Ada"}"#), ada);
    assert_eq!(named(r#"{ "Name":"Ada"}"#), ada);
    assert_eq!(named(r#"{"N\u0061me":"Ada"}"#), ada);
    for name in ["name", "Nam", "Name ", "Name1", "Nmae", "", "Name\\\"", "é", "NameName"] {
        assert_eq!(named(&format!(r#"{{"{name}":"Ada"}}"#)), Ok(None), "{name}");
    }
    let syntax = |expected| Err(DecodeErrorKind::Syntax(expected));
    assert_eq!(named(r#"{"Name"}"#), syntax("`:`"));
    assert_eq!(named(r#"{"Name"="Ada"}"#), syntax("`:`"));
    assert_eq!(named(r#"{Name:"Ada"}"#), syntax("the name of a member"));
    for text in [r#"{"Name":"#, r#"{"Name""#, r#"{"Name"#, r#"{""#, r#"{"Name":"Ada""#] {
        assert_eq!(named(text), Err(DecodeErrorKind::Truncated), "{text}");
    }
}

#[test]
fn a_member_twice_is_an_error_however_it_is_spelled() {
    for text in [
        r#"{"Name":"a","Name":"b"}"#,
        r#"{"Name":"a","N\u0061me":"b"}"#,
        r#"{"Name":null,"Age":1,"Name":"b"}"#,
    ] {
        assert_eq!(read_person(text), Err(DecodeErrorKind::DuplicateMember), "{text}");
    }
}

/// Seconds and nanoseconds, or `None` where the text is no number or is beyond 64 bits.
#[test]
fn epoch_seconds_of_every_form() {
    let cases = [
        ("0", Some((0, 0))),
        ("0.5", Some((0, 500_000_000))),
        ("7", Some((7, 0))),
        ("1735787045", Some((1_735_787_045, 0))),
        ("1735787045.678", Some((1_735_787_045, 678_000_000))),
        ("1735787045.000000001", Some((1_735_787_045, 1))),
        ("1735787045.9999999999", Some((1_735_787_045, 999_999_999))),
        ("1.735787045678E9", Some((1_735_787_045, 678_000_000))),
        ("1735787045.5e1", Some((17_357_870_455, 0))),
        ("2e3", Some((2000, 0))),
        ("-1.25", Some((-2, 750_000_000))),
        ("9223372036854775807", Some((i64::MAX, 0))),
        ("9223372036854775807.9999999999", Some((i64::MAX, 999_999_999))),
        ("9007199254740993.0000000019", Some((9_007_199_254_740_993, 1))),
        ("-900719925474099.35e1", Some((-9_007_199_254_740_994, 500_000_000))),
        ("9223372036854775808", None),
        ("99999999999999999999.5", None),
        ("1.", None),
        ("1.x", None),
        ("01", None),
        ("1e", None),
        ("+1", None),
    ];
    for (text, expected) in cases {
        for text in [text.to_owned(), format!(" {text} ")] {
            let time = read_time(&text).ok();
            let parts = time.map(|time| (time.seconds(), time.subsec_nanos()));
            assert_eq!(parts, expected, "{text}");
        }
    }
}

#[test]
fn fractions_lose_the_zeros_at_their_end_alone() {
    let cases = [
        (1_735_787_045, 0, "1735787045"),
        (1_735_787_045, 678_000_000, "1735787045.678"),
        (1_735_787_045, 1, "1735787045.000000001"),
        (1_735_787_045, 10_000_000, "1735787045.01"),
        (1_735_787_045, 999_999_999, "1735787045.999999999"),
        (0, 500_000_000, "0.5"),
        (-2, 750_000_000, "-1.25"),
    ];
    for (seconds, nanos, expected) in cases {
        let time = Timestamp::new(seconds, nanos).unwrap();
        assert_eq!(written(Value::Timestamp(time)), expected);
    }
}

/// Nineteen digits fit into 64 bits whatever they are, twenty may.
#[test]
fn integers_at_the_ends_of_64_bits() {
    let read = |text: &str| {
        let mut value = 0_i64;
        fill(text, value.as_slot()).map(|()| value)
    };
    assert_eq!(read("9223372036854775807"), Ok(i64::MAX));
    assert_eq!(read("-9223372036854775808"), Ok(i64::MIN));
    for text in ["9223372036854775808", "18446744073709551615", "18446744073709551616"] {
        assert_eq!(read(text), Err(DecodeErrorKind::OutOfRange), "{text}");
    }
}

/// A list of lists, which notes how much room is made in each.
#[derive(Default)]
struct Lists {
    inner: Vec<Noted>,
}

#[derive(Default)]
struct Noted {
    items: Vec<i32>,
    room: Vec<usize>,
}

impl ItemsMut for Lists {
    fn item_size(&self) -> usize {
        size_of::<Noted>()
    }

    fn push(&mut self) -> Slot<'_> {
        self.inner.push(Noted::default());
        self.inner.last_mut().map_or(Slot::None, |inner| Slot::List(inner))
    }

    fn push_null(&mut self) {}

    fn clear(&mut self) {
        self.inner.clear();
    }
}

impl ItemsMut for Noted {
    fn item_size(&self) -> usize {
        size_of::<i32>()
    }

    fn reserve(&mut self, items: usize) {
        self.room.push(items);
    }

    fn push(&mut self) -> Slot<'_> {
        ItemsMut::push(&mut self.items)
    }

    fn push_null(&mut self) {}

    fn clear(&mut self) {
        self.items.clear();
    }
}

static LISTS: Schema = Schema::list("Lists", &[Member::new("member").of(&NUMBERS)]);
static NUMBERS: Schema = Schema::list("Numbers", &[Member::new("member")]);

/// Room for as many as the list before had, once, and none for a list without an item.
#[test]
fn a_list_is_a_measure_for_one_other() {
    static MEMBER: Member = Member::new("lists").of(&LISTS);
    let text = "[[1,2,3,4,5],[],[1],[1,2,3,4,5,6],[1,2,3,4],[1,2,3,4,5]]";
    let mut lists = Lists::default();
    let slot = Slot::List(&mut lists);
    read_payload(text.as_bytes(), &Limits::DEFAULT, Options::AWS_JSON, &MEMBER, slot).unwrap();
    let lengths: Vec<usize> = lists.inner.iter().map(|inner| inner.items.len()).collect();
    assert_eq!(lengths, [5, 0, 1, 6, 4, 5]);
    let rooms: Vec<&[usize]> = lists.inner.iter().map(|inner| &inner.room[..]).collect();
    assert_eq!(rooms, [&[][..], &[], &[], &[], &[6], &[]]);
}

/// A list of such lists, which notes how much room is made in it.
#[derive(Default)]
struct Tree {
    branches: Vec<Tree>,
    room: Vec<usize>,
}

impl ItemsMut for Tree {
    fn item_size(&self) -> usize {
        size_of::<Self>()
    }

    fn reserve(&mut self, items: usize) {
        self.room.push(items);
    }

    fn push(&mut self) -> Slot<'_> {
        self.branches.push(Self::default());
        self.branches.last_mut().map_or(Slot::None, |branch| Slot::List(branch))
    }

    fn push_null(&mut self) {}

    fn clear(&mut self) {
        self.branches.clear();
    }
}

/// Otherwise one long list would make room in as many as can be open at once.
#[test]
fn a_list_is_no_measure_for_those_within_the_next() {
    static TREE: Schema = Schema::list("Tree", &[Member::new("member").of(&TREE)]);
    static MEMBER: Member = Member::new("tree").of(&TREE);
    let text = "[[[],[],[],[],[]],[[[]]]]";
    let mut tree = Tree::default();
    let slot = Slot::List(&mut tree);
    read_payload(text.as_bytes(), &Limits::DEFAULT, Options::AWS_JSON, &MEMBER, slot).unwrap();
    let [long, next] = &tree.branches[..] else { panic!("two branches") };
    assert_eq!((&tree.room[..], &long.room[..]), (&[][..], &[][..]));
    assert_eq!((&next.room[..], &next.branches[0].room[..]), (&[5][..], &[][..]));
}
