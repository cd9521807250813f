//! What a model that is wrong is answered with: each folder of `fixtures/errors`, and inputs that are
//! too large or too odd to be kept as files.

use smithgen_codegen::diagnostics::{Diagnostics, Source};
use smithgen_codegen::{input, report, transform};
use smithgen_tests::{expect_text, fixtures, folders, sources};

/// The report on a model.
fn check(sources: &[Source]) -> String {
    let mut diagnostics = Diagnostics::default();
    let mut model = input::read(sources, &mut diagnostics);
    transform::run(&mut model, &mut diagnostics);
    report::render(sources, &diagnostics, false)
}

fn check_bytes(bytes: impl Into<Vec<u8>>) -> String {
    check(&[Source { name: "model.json".to_owned(), bytes: bytes.into() }])
}

#[test]
fn each_folder_has_its_report() {
    let mut failures = Vec::new();
    for folder in folders(&fixtures().join("errors")) {
        let report = check(&sources(&folder));
        failures.extend(expect_text(&folder.join("expected.err"), &report).err());
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn a_large_file_is_refused_by_its_size() {
    let report = check_bytes(vec![b' '; 100 * 1024 * 1024]);
    assert_eq!(
        report,
        "error: the file has 100 MiB, and 32 MiB is the most that is read\n\
         --> model.json\n \
         = help: split the model into several files; all of them are read as one\n\n\
         1 error\n"
    );
}

#[test]
fn deep_nesting_is_refused() {
    let deep = "[".repeat(10_000) + &"]".repeat(10_000);
    let report =
        check_bytes(format!("{{\"smithy\": \"2.0\",\n \"metadata\": {{\"deep\": {deep}}}}}"));
    assert!(report.starts_with("error: values are nested more than 100 levels deep\n"), "{report}");
    assert!(report.contains(" --> model.json:2:"), "{report}");
}

#[test]
fn bytes_that_are_no_text_are_refused_with_their_offset() {
    let report = check_bytes(*b"{\n  \"smithy\": \"\xff\"\n}");
    assert!(report.contains("the byte at offset 15 does not belong"), "{report}");
    assert!(report.contains(" --> model.json:2:14\n"), "{report}");
    let utf16: Vec<u8> = "\u{feff}{}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(check_bytes(utf16).contains("looks like UTF-16"));
}

#[test]
fn a_byte_order_mark_does_no_harm() {
    assert_eq!(check_bytes("\u{feff}{\"smithy\": \"2.0\", \"shapes\": {}}"), "");
    let report = check_bytes("\u{feff}{\"smithy\": \"9\"}");
    assert!(report.contains("{\"smithy\": \"9\"}"), "{report}");
    assert!(report.contains("Smithy 9"), "{report}");
}

#[test]
fn a_name_of_a_megabyte_is_refused_and_not_repeated() {
    let name = "N".repeat(1024 * 1024);
    let shape = format!("{{\"smithy\":\"2.0\",\"shapes\":{{\"com.example#{name}\":{{}}}}}}");
    let member = format!(
        "{{\"smithy\":\"2.0\",\"shapes\":{{\"com.example#S\":{{\"type\":\"structure\",\
         \"members\":{{\"{name}\":{{\"target\":\"com.example#S\"}}}}}}}}}}"
    );
    let value = format!("{{\"smithy\":\"{name}\"}}");
    for text in [shape, member, value] {
        let report = check_bytes(text);
        assert!(report.contains("error: "), "{report}");
        assert!(report.len() < 2000, "the report has {} bytes", report.len());
    }
}

#[test]
fn a_long_line_is_cut() {
    let shapes: Vec<String> =
        (0..20_000).map(|n| format!("\"com.example#S{n:05}\":{{\"type\":\"string\"}}")).collect();
    let text = format!(
        "{{\"smithy\":\"2.0\",\"shapes\":{{{},\"com.example#T\":{{\"type\":\"list\",\"member\":\
         {{\"target\":\"com.example#U\"}}}}}}}}",
        shapes.join(",")
    );
    let report = check_bytes(text);
    assert!(report.contains("`com.example#U` does not exist"), "{report}");
    assert!(report.len() < 1000, "{report}");
}

#[test]
fn a_hundred_problems_are_shown_and_the_others_counted() {
    let shapes: Vec<String> =
        (0..150).map(|n| format!("\"com.example#S{n:03}\": {{\"type\": \"\"}}")).collect();
    let report =
        check_bytes(format!("{{\"smithy\": \"2.0\", \"shapes\": {{{}}}}}", shapes.join(",\n")));
    assert_eq!(report.matches("error: ").count(), 100);
    assert!(report.ends_with("and 50 more\n\n150 errors\n"), "{report}");
}

/// Long chains must neither overflow the stack nor take time that grows with their square.
#[test]
fn long_chains_are_followed() {
    let link = |n: usize, kind: &str| match kind {
        "mixin" => format!(
            "\"com.example#S{n}\":{{\"type\":\"structure\",\"mixins\":[{{\"target\":\
             \"com.example#S{}\"}}],\"traits\":{{\"smithy.api#mixin\":{{}}}}}}",
            n + 1
        ),
        "list" => format!(
            "\"com.example#S{n}\":{{\"type\":\"list\",\"member\":{{\"target\":\
             \"com.example#S{}\"}}}}",
            n + 1
        ),
        _ => format!(
            "\"com.example#S{n}\":{{\"type\":\"structure\",\"members\":{{\"next\":{{\"target\":\
             \"com.example#S{}\",\"traits\":{{\"smithy.api#required\":{{}}}}}}}}}}",
            n + 1
        ),
    };
    for kind in ["mixin", "list", "structure"] {
        let links: Vec<String> = (0..20_000).map(|n| link(n, kind)).collect();
        let report =
            check_bytes(format!("{{\"smithy\":\"2.0\",\"shapes\":{{{}}}}}", links.join(",")));
        assert!(report.contains("does not exist"), "{kind}: {report}");
    }
}

/// Whatever the bytes, there is an answer.
#[test]
fn no_input_panics() {
    let folder = fixtures().join("models").join("every-kind");
    for Source { name, bytes } in sources(&folder) {
        // Some 200 places of each file.
        for at in (0..bytes.len()).step_by(bytes.len() / 200 + 1) {
            let truncated = bytes.get(..at).unwrap_or_default();
            assert_ne!(check_bytes(truncated), "", "{name} cut at {at}");
            for byte in b"\"0x}\xff" {
                let mut changed = bytes.clone();
                changed.splice(at..=at, [*byte]);
                check_bytes(changed);
            }
        }
    }
}
