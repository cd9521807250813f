//! Known documents to known values.

use smithgen_runtime::codec::xml::{self, Envelope, Options, Root};
use smithgen_runtime::v1::{self as rt, MembersMut, Shape};
use smithgen_runtime::{DecodeError, DecodeErrorKind, Limits};

use super::shapes::{
    COLLECTIONS_XML, Choice, Collections, Color, Level, Node, PAYLOADS, Required, SCALARS_XML,
    SPACES_XML, Scalars, Spaces, collections, scalars, spaces,
};

pub(crate) fn try_read<T: Shape + MembersMut + Default>(
    bytes: impl AsRef<[u8]>,
    limits: &Limits,
) -> Result<T, DecodeError> {
    let mut value = T::default();
    xml::read(bytes.as_ref(), limits, Options::DEFAULT, Envelope::Root, T::SCHEMA, &mut value)?;
    Ok(value)
}

#[track_caller]
fn read<T: Shape + MembersMut + Default>(text: &str) -> T {
    try_read(text, &Limits::DEFAULT).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// What is in the root of a document.
#[track_caller]
fn scalars_of(content: &str) -> Scalars {
    read(&format!("<Simple>{content}</Simple>"))
}

#[track_caller]
fn text_of(content: &str) -> String {
    scalars_of(&format!("<text>{content}</text>")).text.unwrap()
}

#[track_caller]
fn collections_of(content: &str) -> Collections {
    read(&format!("<Collections>{content}</Collections>"))
}

#[track_caller]
fn choice_of(content: &str) -> Choice {
    collections_of(&format!("<choice>{content}</choice>")).choice.unwrap()
}

#[test]
fn simple_values_are_read() {
    assert_eq!(read::<Scalars>(SCALARS_XML), scalars());
}

#[test]
fn lists_maps_and_unions_are_read() {
    assert_eq!(read::<Collections>(COLLECTIONS_XML), collections());
}

#[test]
fn namespaces_are_read() {
    assert_eq!(read::<Spaces>(SPACES_XML), spaces());
}

#[test]
fn what_is_around_elements_does_not_matter() {
    let pretty =
        SCALARS_XML.replace("><", ">\r\n\t <!-- - -->  <?pi a?><![CDATA[<x>]]>text &lt; <");
    let document = format!(
        "\u{feff}<?xml version = \"1.0\" encoding = 'utf-8' ?>\n<!-- a --><?xml-stylesheet encoding='x'?>\n{pretty}\n<!-- b -->\n<?c?> "
    );
    assert_eq!(read::<Scalars>(&document), scalars());
}

#[test]
fn white_space_in_tags_does_not_matter() {
    let value: Scalars =
        read("<Simple\n test = 'a\"b'\tcount=\"7\" ><text >x</text\n><byte\r>1</byte></Simple >");
    let expected = Scalars {
        text: Some("x".into()),
        byte: Some(1),
        attr: Some("a\"b".into()),
        count: Some(7),
        ..Scalars::default()
    };
    assert_eq!(value, expected);
}

#[test]
fn strings_keep_their_white_space() {
    assert_eq!(text_of(" string with white    space "), " string with white    space ");
    assert_eq!(text_of("  "), "  ");
    assert_eq!(text_of("a\r\nb\rc\nd\r"), "a\nb\nc\nd\n");
    assert_eq!(text_of("a&#xD;&#10;b"), "a\r\nb");
    assert_eq!(scalars_of("<color> RED </color>").color, Some(Color::from(" RED ")));
}

#[test]
fn other_values_do_not() {
    let value = scalars_of(concat!(
        "<flag>\n true </flag><byte> 1</byte><float>\t1.5\n</float><bigInteger> 12 </bigInteger>",
        "<blob>\n  AP9i\n  bG9i\n</blob><normal> 2025-01-02T03:04:05Z\n</normal><level> 9 </level>",
    ));
    let expected = Scalars {
        flag: Some(true),
        byte: Some(1),
        float: Some(1.5),
        big_integer: Some(12_i64.into()),
        blob: Some(rt::Bytes::from_static(b"\x00\xffblob")),
        normal: Some(rt::Timestamp::from_seconds(1_735_787_045)),
        level: Some(Level::High),
        ..Scalars::default()
    };
    assert_eq!(value, expected);
}

#[test]
fn text_comes_in_pieces() {
    assert_eq!(text_of("escaped data: &amp;lt;&#xD;&#10;"), "escaped data: &lt;\r\n");
    assert_eq!(text_of("&#65;&#x42;&#x1F600;&apos;&quot;&gt;"), "AB😀'\">");
    assert_eq!(text_of("a<![CDATA[<b>&amp;]]]]><![CDATA[>\r\n]]>c"), "a<b>&amp;]]>\nc");
    assert_eq!(text_of("a<!-- <b> &x; -->b<?p <c>?>c"), "abc");
    assert_eq!(text_of("é&amp;€\r\n😀"), "é&€\n😀");
    // What services send, although XML 1.0 has no such characters.
    assert_eq!(text_of("&#x1;&#x0;"), "\u{1}\0");
    assert_eq!(scalars_of("<integer>1<!-- -->2</integer>").integer, Some(12));
}

#[test]
fn what_is_empty_is_set() {
    for text in ["<text></text>", "<text/>", "<text />", "<text><!-- --></text>"] {
        assert_eq!(scalars_of(text).text.as_deref(), Some(""), "{text}");
    }
    assert_eq!(scalars_of("<blob/>").blob.unwrap(), "");
    assert_eq!(scalars_of("<blob></blob>").blob.unwrap(), "");
    let value = collections_of("<strings/><tags></tags><nodes></nodes><nodeMap/>");
    let expected = Collections {
        strings: Some(vec![]),
        tags: Some([].into()),
        nodes: Some(vec![]),
        node_map: Some([].into()),
        ..Collections::default()
    };
    assert_eq!(value, expected);
    assert_eq!(read::<Scalars>("<Simple/>"), Scalars::default());
    assert_eq!(read::<Scalars>("<Simple count='1'/>").count, Some(1));
}

#[test]
fn numbers_booleans_and_times_are_unset_where_they_are_empty() {
    for name in [
        "flag",
        "byte",
        "short",
        "integer",
        "long",
        "float",
        "DoubleDribble",
        "bigInteger",
        "bigDecimal",
        "normal",
        "epoch",
        "httpDate",
        "level",
    ] {
        for text in ["", " \n ", "<!-- -->", "<![CDATA[]]>", "&#32;"] {
            let value = scalars_of(&format!("<{name}>{text}</{name}>"));
            assert_eq!(value, Scalars::default(), "{name}: {text}");
        }
        assert_eq!(scalars_of(&format!("<{name}/>")), Scalars::default(), "{name}");
    }
    assert_eq!(read::<Scalars>("<Simple count='' test=''/>").attr.as_deref(), Some(""));
    assert_eq!(read::<Scalars>("<Simple count=' '/>"), Scalars::default());
    assert_eq!(scalars_of("<color/>").color.unwrap().as_str(), "");
}

/// By Smithy's [client error correction], as if the member were missing.
///
/// [client error correction]: https://smithy.io/2.0/spec/aggregate-types.html#client-error-correction
#[test]
fn a_required_member_that_is_empty_is_corrected() {
    let value: Required = read("<R><days/><when></when><deleted> </deleted></R>");
    assert_eq!(value, Required::default());
    let value: Required = read("<R><days>1</days><when/><deleted>true</deleted></R>");
    assert_eq!(value, Required { days: 1, deleted: true, ..Required::default() });
}

/// What S3 sends for a filter of everything.
#[test]
fn a_union_may_be_empty_where_a_service_sends_it() {
    let read = |names, content: &str| {
        let mut value = Collections::default();
        let document = format!("<C>{content}<tags/></C>");
        let options = Options::DEFAULT.with_empty_unions(names);
        let schema = Collections::SCHEMA;
        let root = Envelope::Root;
        xml::read(document.as_bytes(), &Limits::DEFAULT, options, root, schema, &mut value)?;
        Ok::<_, DecodeError>(value)
    };
    for content in ["<choice/>", "<choice></choice>", "<choice>\n<!-- all --> </choice>"] {
        let value = read(&["Other", "Choice"], content).unwrap();
        assert_eq!(value, Collections { tags: Some([].into()), ..Collections::default() });
        assert!(read(&["Other"], content).is_err());
    }
    let value = read(&["Choice"], "<choice><Num>1</Num></choice>").unwrap();
    assert_eq!(value.choice, Some(Choice::Number(1)));
    let error = read(&["Choice"], "<choice><Num>1</Num><text/></choice>").unwrap_err();
    assert_eq!(error.kind(), DecodeErrorKind::CrowdedUnion);
    assert!(read(&["Choice"], "<nested><member/></nested>").is_ok());
}

/// Doubles begin to skip integers at 2^53.
#[test]
fn integers_are_exact_however_they_are_written() {
    for (text, value) in [
        ("9007199254740993.0", 9_007_199_254_740_993),
        (" -900719925474099.3e1 ", -9_007_199_254_740_993),
        ("+9223372036854775807", i64::MAX),
        ("-9223372036854775808.00", i64::MIN),
    ] {
        assert_eq!(scalars_of(&format!("<long>{text}</long>")).long, Some(value), "{text}");
    }
    assert_eq!(scalars_of("<integer>1e3</integer>").integer, Some(1000));
    assert_eq!(scalars_of("<level>9.0</level>").level, Some(Level::High));
    assert_eq!(scalars_of("<bigInteger>5.0</bigInteger>").big_integer, Some(5_i64.into()));
    assert_eq!(read::<Scalars>("<Simple count='7.0'/>").count, Some(7));
}

#[test]
fn booleans_are_words() {
    for (text, expected) in [("true", true), ("false", false), ("True", true), ("FALSE", false)] {
        assert_eq!(scalars_of(&format!("<flag>{text}</flag>")).flag, Some(expected));
    }
}

#[test]
fn floats_are_numbers_or_names() {
    for (text, expected) in [
        ("1", 1.0),
        ("-1.5e-3", -0.0015),
        ("+1E3", 1000.0),
        ("Infinity", f64::INFINITY),
        ("-Infinity", f64::NEG_INFINITY),
    ] {
        let value = scalars_of(&format!("<DoubleDribble>{text}</DoubleDribble>"));
        assert_eq!(value.double, Some(expected), "{text}");
    }
    assert!(scalars_of("<DoubleDribble>NaN</DoubleDribble>").double.unwrap().is_nan());
    assert!(scalars_of("<float>NaN</float>").float.unwrap().is_nan());
    assert_eq!(scalars_of("<float>0.1</float>").float, Some(0.1));
}

#[test]
fn timestamps_have_offsets_and_fractions() {
    for (text, seconds, nanos) in [
        ("2019-12-16T22:48:18-01:00", 1_576_540_098, 0),
        ("2019-12-17T00:48:18+01:00", 1_576_540_098, 0),
        ("2000-01-02T20:34:56.123Z", 946_845_296, 123_000_000),
    ] {
        let value = scalars_of(&format!("<normal>{text}</normal>"));
        assert_eq!(value.normal, rt::Timestamp::new(seconds, nanos).ok(), "{text}");
    }
    let value = scalars_of("<epoch>1398796238.5</epoch>");
    assert_eq!(value.epoch, rt::Timestamp::new(1_398_796_238, 500_000_000).ok());
    let value = scalars_of("<httpDate>Sun, 02 Jan 2000 20:34:56.456 GMT</httpDate>");
    assert_eq!(value.http_date, rt::Timestamp::new(946_845_296, 456_000_000).ok());
}

#[test]
fn unknown_elements_and_attributes_are_skipped() {
    let value: Scalars = read(concat!(
        "<Simple new='1' ns:test='no' xmlns='u'><New a='b'><text>no</text><x/>&amp;",
        "<![CDATA[</New>]]></New><text>yes</text><new/><test>no</test><count>5</count></Simple>",
    ));
    assert_eq!(value, Scalars { text: Some("yes".into()), ..Scalars::default() });
    // An attribute does not stand for an element.
    assert_eq!(read::<Scalars>("<Simple text='no'/>"), Scalars::default());
}

#[test]
fn order_does_not_matter() {
    let value = scalars_of("<other>o</other><byte>1</byte><text>t</text><flag>true</flag>");
    let expected = Scalars {
        text: Some("t".into()),
        flag: Some(true),
        byte: Some(1),
        other: Some("o".into()),
        ..Scalars::default()
    };
    assert_eq!(value, expected);
}

#[test]
fn prefixes_count_where_the_model_has_one() {
    assert_eq!(read::<Scalars>("<a:Simple><b:text>x</b:text></a:Simple>").text.unwrap(), "x");
    let value: Spaces = read("<S><bar>no</bar><x:bar>no</x:bar><baz:bar>yes</baz:bar></S>");
    assert_eq!(value.bar.as_deref(), Some("yes"));
    let value: Spaces = read("<S><inner type='no' xsi:type='yes' x:type='no'/></S>");
    assert_eq!(value.inner.unwrap().kind.as_deref(), Some("yes"));
    let value = collections_of("<strings><a:member>x</a:member></strings>");
    assert_eq!(value.strings.unwrap(), ["x"]);
}

#[test]
fn items_of_flattened_lists_may_be_apart() {
    let value = collections_of(concat!(
        "<flat>1</flat><customName>a</customName><flat>2</flat><strings/><flat/>",
        "<flatMap><value>V</value><key>K</key></flatMap><customName>b</customName>",
        "<flatMap><key>L</key><value>W</value></flatMap>",
    ));
    let expected = Collections {
        strings: Some(vec![]),
        flat: Some(vec!["1".into(), "2".into(), String::new()]),
        flat_named: Some(vec!["a".into(), "b".into()]),
        flat_map: Some([("K".into(), "V".into()), ("L".into(), "W".into())].into()),
        ..Collections::default()
    };
    assert_eq!(value, expected);
}

#[test]
fn items_go_by_the_name_of_the_model() {
    let value = collections_of(concat!(
        "<strings><item>no</item>text<member>yes</member></strings>",
        "<renamed><member>no</member><item>yes</item></renamed>",
        "<tags><member/><entry><x/><key>k</key><y/><value>v</value><z/></entry></tags>",
    ));
    let expected = Collections {
        strings: Some(vec!["yes".into()]),
        renamed: Some(vec!["yes".into()]),
        tags: Some([("k".into(), "v".into())].into()),
        ..Collections::default()
    };
    assert_eq!(value, expected);
}

#[test]
fn keys_may_follow_values() {
    let entry = "<entry><value><value>v</value><child/></value><x/><key>k</key></entry>";
    let value = collections_of(&format!("<nodeMap>{entry}<entry><key>l</key></entry></nodeMap>"));
    let node = Node { children: Some(vec![Node::default()]), ..Node::of("v") };
    assert_eq!(value.node_map.unwrap(), [("k".into(), node)].into());
    // The later of two equal keys wins, and the earlier does not shine through.
    let value = collections_of(concat!(
        "<nodeMap><entry><key>k</key><value><value>v</value></value></entry>",
        "<entry><key>k</key><value><child/></value></entry></nodeMap>",
    ));
    let node = Node { children: Some(vec![Node::default()]), ..Node::default() };
    assert_eq!(value.node_map.unwrap(), [("k".into(), node)].into());
}

#[test]
fn nulls_count_in_sparse_collections_only() {
    let value = collections_of(concat!(
        "<sparse><member xsi:nil='true'/><member>a</member><member i:nil='1'>b</member></sparse>",
        "<strings><member xsi:nil='true'/><member xsi:nil='false'/></strings>",
        "<sparseMap><entry><key>a</key><value xsi:nil='true'/></entry>",
        "<entry><key>b</key></entry></sparseMap>",
        "<tags><entry><key>a</key><value xsi:nil='true'/></entry></tags>",
        "<nodes xsi:nil='true'><member/></nodes><choice nil='true'><text>t</text></choice>",
    ));
    let expected = Collections {
        sparse: Some(vec![None, Some("a".into()), None]),
        strings: Some(vec![String::new()]),
        sparse_map: Some([("a".into(), None), ("b".into(), None)].into()),
        tags: Some([].into()),
        choice: Some(Choice::Text("t".into())),
        ..Collections::default()
    };
    assert_eq!(value, expected);
}

#[test]
fn unions_have_one_member() {
    assert_eq!(choice_of("<text>a</text>"), Choice::Text("a".into()));
    assert_eq!(choice_of(" x <Num>-1</Num>\n"), Choice::Number(-1));
    assert_eq!(choice_of("<text xsi:nil='true'/><Num>2</Num>"), Choice::Number(2));
    assert_eq!(choice_of("<node/>"), Choice::Node(Node::default()));
    assert_eq!(choice_of("<Hi>1</Hi> <Hi>2</Hi>"), Choice::Items(vec!["1".into(), "2".into()]));
    assert_eq!(
        choice_of("<nested><member><Num>1</Num></member></nested>"),
        Choice::Nested(vec![Choice::Number(1)])
    );
    let unknown = Choice::Unknown { name: "New".into(), value: None };
    assert_eq!(choice_of("<New><a>1</a></New>"), unknown);
}

#[test]
fn unknown_enum_values_are_kept() {
    let value = scalars_of("<color>BLUE</color><level>5</level>");
    assert_eq!(value.color.unwrap().as_str(), "BLUE");
    assert_eq!(value.level.unwrap(), Level::from(5));
}

#[test]
fn a_member_may_be_the_whole_body() {
    let mut node = Node::default();
    let document = b"<Any><value>v</value></Any>";
    xml::read_payload(
        document,
        &Limits::DEFAULT,
        Options::DEFAULT,
        &PAYLOADS[0],
        rt::slot(&mut node),
    )
    .unwrap();
    assert_eq!(node, Node::of("v"));
    let mut choice = Choice::default();
    let document = b"<Any><text>t</text></Any>";
    xml::read_payload(
        document,
        &Limits::DEFAULT,
        Options::DEFAULT,
        &PAYLOADS[3],
        rt::slot(&mut choice),
    )
    .unwrap();
    assert_eq!(choice, Choice::Text("t".into()));
}

#[test]
fn every_character_survives() {
    let characters: Vec<char> = ('\0'..='\u{ffff}').collect();
    for some in characters.chunks(1000) {
        let text: String = some.iter().collect();
        let value =
            Scalars { attr: Some(text.clone()), text: Some(text.clone()), ..Scalars::default() };
        let root = Root::of(Scalars::SCHEMA);
        let document = xml::write(Scalars::SCHEMA, &value, &root).unwrap();
        assert!(try_read::<Scalars>(&document, &Limits::DEFAULT).unwrap() == value, "{text:?}");
        let value =
            Collections { tags: Some([(text.clone(), text)].into()), ..Collections::default() };
        let document = xml::write(Collections::SCHEMA, &value, &root).unwrap();
        assert!(try_read::<Collections>(&document, &Limits::DEFAULT).unwrap() == value);
    }
}
