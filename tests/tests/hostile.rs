//! What becomes of hostile models: a crate that costs little, or a report that says what to do.

use smithgen_codegen::diagnostics::{Diagnostics, Source};
use smithgen_codegen::{Package, report};
use smithgen_tests::{generate, hostile};

/// The package of a model of a dimension and size, and the report on it.
fn generate_at(dimension: &str, size: usize) -> (Option<Package>, String) {
    let dimension = hostile::dimensions().find(|it| it.name == dimension).expect("a dimension");
    let sources: Vec<Source> = (dimension.build)(size);
    let mut diagnostics = Diagnostics::default();
    let settings = generate::settings("hostile");
    let package = smithgen_codegen::generate(&sources, &settings, &mut diagnostics);
    (package, report::render(&sources, &diagnostics, false))
}

/// The report on a model of which no package is made; it names a shape and a place, and says what
/// to do.
fn refuse(dimension: &str, size: usize) -> String {
    let (package, report) = generate_at(dimension, size);
    assert!(package.is_none(), "a package is made");
    for part in ["error: ", " --> model.json:1:", "= note: in com.example#", "= help: "] {
        assert!(report.contains(part), "{part} is not in: {report}");
    }
    report
}

/// The deepest types are made on a thread with the stack that rayon gives it, and one level more is
/// refused by name; so is any depth beyond.
#[test]
fn nesting_is_bounded() {
    for dimension in ["nested lists", "nested maps", "members of nested lists"] {
        let (package, report) = generate_at(dimension, 32);
        assert!(package.is_some(), "{report}");
        let report = refuse(dimension, 33);
        assert!(report.contains("more than 32 lists and maps are within each other"), "{report}");
        assert!(report.contains("in com.example#Link0\n"), "{report}");
        for size in [491, 20_000] {
            let report = refuse(dimension, size);
            assert!(report.ends_with("\n1 error\n"), "{report}");
        }
    }
}

/// What nests by structures goes as deep as the compiler does; any depth beyond is refused.
#[test]
fn structures_nest_as_deep_as_the_compiler_looks() {
    for dimension in ["structures in structures", "unions in unions", "structures behind lists"] {
        let (package, report) = generate_at(dimension, 300);
        assert!(package.is_some(), "{report}");
        for size in [2000, 20_000] {
            let report = refuse(dimension, size);
            assert!(report.contains("too deep for the compiler"), "{report}");
            assert!(report.ends_with("\n1 error\n"), "{report}");
        }
    }
}

#[test]
fn what_shapes_have_from_mixins_is_bounded() {
    let report = refuse("shapes with the text of a mixin", 2000);
    assert!(report.contains("mixins give the shapes of the model more than 8 MiB"), "{report}");
    refuse("mixins of mixins, each used", 600);
    // The last shape that has a mixin takes what it gives, and nothing is copied.
    let (package, report) = generate_at("mixins of mixins", 1000);
    assert!(package.is_some(), "{report}");
}

#[test]
fn what_members_repeat_of_their_targets_is_bounded() {
    for text in ["documentation", "pattern", "values", "media type", "range"] {
        let report = refuse(&format!("members with the {text} of their target"), 5000);
        assert!(report.contains("members repeat 48 MiB of what this shape says"), "{report}");
        assert!(report.contains("in com.example#Target\n"), "{report}");
    }
    for (dimension, shape) in [
        ("members with the pattern of their target's items", "Target"),
        ("lists with the media type of their target", "Text"),
    ] {
        let report = refuse(dimension, 5000);
        assert!(report.contains("members repeat 48 MiB of what this shape says"), "{report}");
        assert!(report.contains(&format!("in com.example#{shape}\n")), "{report}");
    }
}

/// A text within the bound becomes much longer by its links, which are bounded as well.
#[test]
fn what_members_repeat_with_all_links_is_bounded() {
    let report = refuse("members with the links of their target", 1000);
    assert!(report.contains("repeat more than 16 MiB of what their targets say"), "{report}");
    assert!(report.contains("in com.example#Target\n"), "{report}");
    let (package, report) = generate_at("members with the links of their target", 100);
    let size: usize = package.expect(&report).files.values().map(String::len).sum();
    assert!(size < 32 * 1024 * 1024, "{size}");
}

/// As many as are shown are kept, and more; of all others, the number.
#[test]
fn a_hundred_thousand_problems_are_counted() {
    let report = refuse("targets that do not exist", 100_000);
    assert!(report.ends_with("\nand 99900 more\n\n100000 errors\n"), "{report}");
    assert_eq!(report.matches("error: ").count(), 100);
}

#[test]
fn no_message_repeats_a_long_key() {
    let (package, report) = generate_at("keys that are there twice, under a long key", 2000);
    assert!(package.is_none() && report.ends_with("\n1 error\n"), "{report}");
    let (package, report) = generate_at("unknown properties under a long type", 50);
    assert!(package.is_none() && report.ends_with("\n1 error\n"), "{report}");
    let (package, report) = generate_at("unknown properties under a long type", 500);
    assert!(package.is_none(), "{report}");
    assert!(report.contains("the shape has 501 properties, and 100 is the most"), "{report}");
}

#[test]
fn names_on_the_wire_are_not_copied_if_they_are_long() {
    let (package, report) = generate_at("members with the name of their target", 100);
    assert!(package.is_none(), "a package is made");
    assert!(report.contains("a name has more than 1000 bytes"), "{report}");
    assert!(report.ends_with("\n1 error\n"), "{report}");
}

/// An example that would fill the page of each of a thousand operations is left out of all of them.
#[test]
fn examples_are_short() {
    for (dimension, size) in [
        ("operations of one large input", 201),
        ("operations of one required tree", 3),
        ("trees of required members", 25),
        ("lists that need items", 4),
    ] {
        let (package, report) = generate_at(dimension, size);
        let files = package.expect(&report).files;
        assert!(files.values().all(|text| !text.contains("# Examples")), "{dimension}");
    }
    let (package, report) = generate_at("operations of one large structure", 300);
    let files = package.expect(&report).files;
    let text = &files["src/types/input0.rs"];
    assert!(text.contains("/// let input = types::Input0::builder()"), "{text}");
    assert!(text.contains("types::Large::builder().build()"), "{text}");
}

/// None of these allocates: a square of the size is 10^11 steps and more, and no test would see the
/// end of it.
#[test]
fn nothing_is_compared_with_all_others() {
    for (dimension, size) in [
        ("underscores in a word", 1_000_000),
        ("less-than signs in a word", 500_000),
        ("labels that are not bound", 400_000),
        ("mixins that lead back", 20_000),
        ("labels that no operation has", 2000),
    ] {
        let (package, report) = generate_at(dimension, size);
        assert!(package.is_some() || report.contains("errors\n"), "{report}");
    }
}
