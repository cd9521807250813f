//! `models pull` and `models list` from outside, with a pip that is a script of the test's own.
#![cfg(unix)]

mod bench;

use std::fs;
use std::path::Path;

use smithgen_tests::run::{Run, assert_has};

use crate::bench::{Bench, PIP, SQS, gzip};

/// The staging folder.
const OWN: &str = "models/.pulled/.smithgen.pull";

const SQS_FOLDER: &str = "models/.pulled/botocore-1.2.3/sqs/2012-11-05";

#[test]
fn a_model_is_pulled_once() {
    let bench = Bench::new();
    let run = bench.good(&["pull", "sqs"]);
    assert_eq!(run.stdout, format!("{}\n", bench.path().join(SQS_FOLDER).display()));
    assert_has(&run.stderr, &["downloading botocore-1.2.3", "[1/1] unpacked sqs 2012-11-05"]);
    let calls = fs::read_to_string(bench.path().join("calls")).unwrap();
    assert_has(&calls, &["-m pip download --no-deps --only-binary :all: --require-hashes"]);
    let service = fs::read(bench.path().join(SQS_FOLDER).join("service-2.json.gz")).unwrap();
    assert_eq!(service, gzip(SQS));
    assert!(bench.has(&format!("{SQS_FOLDER}/service-2.sdk-extras.json")));
    assert!(!bench.has(OWN));
    let before = bench.pulled();
    assert_eq!(before.len(), 2);

    // The second run downloads and writes nothing, and the next service comes from the same wheel.
    let age = || bench.path().join(SQS_FOLDER).metadata().unwrap().modified().unwrap();
    let old = age();
    let run = bench.good(&["pull", "sqs"]);
    assert_has(&run.stderr, &["0 unpacked, 1 already there"]);
    assert_eq!((bench.calls(), age()), (1, old));
    bench.python("exit 1");
    bench.good(&["pull", "ec2"]);
    fs::remove_file(bench.path().join("bin/python3")).unwrap();
    bench.good(&["pull", "ec2", "sqs"]);
    assert_eq!(bench.pulled().len(), 3);
}

#[test]
fn the_newest_version_is_pulled_unless_others_are_asked_for() {
    let bench = Bench::new();
    let versions = |run: Run| -> Vec<String> {
        run.stdout.lines().map(|line| line.rsplit('/').next().unwrap().to_owned()).collect()
    };
    assert_eq!(versions(bench.good(&["pull", "ec2"])), ["2016-11-15"]);
    assert_eq!(
        versions(bench.good(&["pull", "ec2/2015-10-01", "ec2"])),
        ["2015-10-01", "2016-11-15"]
    );
    let run = bench.good(&["pull", "ec2", "--every-version", "--dir", "elsewhere"]);
    assert_eq!(versions(run), ["2015-10-01", "2016-11-15"]);
    assert!(bench.has("elsewhere/botocore-1.2.3/ec2/2015-10-01/service-2.json.gz"));
    let run = bench.good(&["pull", "--all"]);
    assert_has(&run.stderr, &["1 unpacked, 2 already there"]);
    assert_eq!(versions(run).len(), 3);
    for words in [&["pull"][..], &["pull", "--all", "sqs"]] {
        assert_eq!(bench.run(words).code, Some(2), "{words:?}");
    }
}

#[test]
fn unknown_names_are_told_with_the_nearest() {
    let bench = Bench::new();
    let run = bench.bad(&["pull", "sqs", "sqss", "ec2/2001-01-01", "../x"]);
    assert_has(
        &run.stderr,
        &[
            "no service `sqss`; did you mean `sqs`?",
            "no such version as `ec2/2001-01-01`; it has 2015-10-01, 2016-11-15",
            "no service `../x`\n",
            "`smithgen models list --release` lists all 2 services",
        ],
    );
    assert_eq!(bench.pulled(), []);
}

#[test]
fn without_pip_it_is_said_what_to_install() {
    let bench = Bench::new();
    fs::remove_file(bench.path().join("bin/python3")).unwrap();
    let run = bench.bad(&["pull", "sqs"]);
    assert_has(
        &run.stderr,
        &["neither `python3` nor `python` on the PATH", "install Python 3 with pip"],
    );
    bench.python("echo '/usr/bin/python3: No module named pip' >&2; exit 1");
    let run = bench.bad(&["pull", "sqs"]);
    assert_has(
        &run.stderr,
        &["has no pip", "python3 -m ensurepip", "it was run as: python3 -m pip"],
    );
    assert!(!bench.has("models/.pulled"));
}

#[test]
fn pips_own_words_are_shown() {
    let bench = Bench::new();
    bench.python("echo 'ERROR: Could not find a version' >&2; exit 1");
    let run = bench.bad(&["pull", "sqs"]);
    assert_has(
        &run.stderr,
        &[
            "could not download",
            "exit status: 1",
            "its last lines were:\n    ERROR: Could not find",
        ],
    );
    bench.python("echo 'NewConnectionError: [Errno -2] Name or service not known' >&2; exit 1");
    assert_has(&bench.bad(&["pull", "sqs"]).stderr, &["is there a network"]);
    bench.python("echo 'THESE PACKAGES DO NOT MATCH THE HASHES' >&2; exit 1");
    assert_has(&bench.bad(&["pull", "sqs"]).stderr, &["its hash is another"]);
    bench.python("exit 0");
    assert_has(&bench.bad(&["pull", "sqs"]).stderr, &["left 0 files instead of one"]);
    assert!(!bench.has("models/.pulled"));
}

#[test]
fn a_wheel_with_another_hash_changes_nothing() {
    let bench = Bench::new();
    bench.good(&["pull", "ec2"]);
    fs::remove_file(bench.path().join("models/.pulled/botocore-1.2.3-py3-none-any.whl")).unwrap();
    bench.write("wheel", "something else");
    let run = bench.bad(&["pull", "sqs"]);
    assert_has(&run.stderr, &["not the pinned release", "SHA-256", "is expected"]);
    assert!(!bench.has("models/.pulled/botocore-1.2.3-py3-none-any.whl"));
    assert!(!bench.has(OWN));
}

#[test]
fn what_was_verified_is_what_is_unpacked() {
    let bench = Bench::new();
    // A pipe gives other bytes to whoever opens it a second time.
    bench.python(
        "PATH=/usr/bin:/bin
while [ \"$1\" != --dest ]; do shift; done
pipe=$2/botocore-1.2.3-py3-none-any.whl
mkfifo \"$pipe\"
(cat @ROOT@/wheel > \"$pipe\"; sleep 3; exec 3<> \"$pipe\"; echo evil >&3; sleep 1) \
    < /dev/null > /dev/null 2>&1 &
",
    );
    bench.good(&["pull", "sqs"]);
    let bytes = |path: &str| fs::read(bench.path().join(path)).unwrap();
    assert_eq!(bytes("models/.pulled/botocore-1.2.3-py3-none-any.whl"), bytes("wheel"));
    assert_eq!(bytes(&format!("{SQS_FOLDER}/service-2.json.gz")), gzip(SQS));
}

#[test]
fn a_kept_wheel_that_was_damaged_is_downloaded_again() {
    let bench = Bench::new();
    bench.good(&["pull", "ec2"]);
    let kept = "models/.pulled/botocore-1.2.3-py3-none-any.whl";
    bench.write(kept, "damaged");
    bench.python("exit 1");
    bench.bad(&["pull", "sqs"]);
    bench.python(PIP);
    let run = bench.good(&["pull", "sqs"]);
    assert_has(&run.stderr, &["is of no use: its SHA-256 is", "downloading"]);
    let bytes = |path: &str| fs::read(bench.path().join(path)).unwrap();
    assert_eq!(bytes(kept), bytes("wheel"));
}

#[test]
fn a_broken_zip_changes_nothing() {
    let bench = Bench::new();
    bench.damage(|bytes| bytes.truncate(bytes.len() / 2));
    let run = bench.bad(&["pull", "sqs"]);
    assert_has(&run.stderr, &["cannot be read as a wheel"]);
    assert!(!bench.has("models/.pulled"));
}

#[test]
fn a_broken_file_in_the_zip_leaves_nothing_half_unpacked() {
    let bench = Bench::new();
    // The bytes of the last model, which is unpacked last, are no longer those of its checksum.
    bench.damage(|bytes| {
        let name = b"sqs/2012-11-05/service-2.json.gz";
        let at = bytes.windows(name.len()).position(|window| window == name).unwrap();
        bytes[at + name.len() + 20] ^= 0xff;
    });
    let run = bench.bad(&["pull", "--all"]);
    assert_has(&run.stderr, &["nothing was unpacked", "`service-2.json.gz` of sqs 2012-11-05"]);
    assert!(!bench.has("models/.pulled/botocore-1.2.3") && !bench.has(OWN));
    bench.good(&["pull", "ec2"]);
}

#[test]
fn a_run_that_is_killed_is_cleaned_up_by_the_next() {
    let bench = Bench::new();
    bench.python(&format!("{PIP}kill -9 $PPID\n"));
    let run = bench.run(&["pull", "sqs"]);
    assert_eq!(run.code, None, "{run:#?}");
    assert!(bench.has(&format!("{OWN}/download")));
    // And one that was killed as it unpacked.
    bench.write(&format!("{OWN}/new/ec2/2016-11-15/service-2.json.gz"), "half");
    bench.python(PIP);
    bench.good(&["pull", "sqs", "ec2"]);
    assert!(!bench.has(OWN));
    assert_eq!(bench.pulled().len(), 3);
}

#[test]
fn foreign_folders_are_left_alone() {
    let bench = Bench::new();
    bench.write("mine/.staging/notes.md", "mine");
    bench.good(&["pull", "sqs", "--dir", "mine"]);
    bench.write("yours/.smithgen.pull/notes.md", "yours");
    let run = bench.bad(&["pull", "sqs", "--dir", "yours"]);
    assert_has(&run.stderr, &["yours/.smithgen.pull` as a staging folder", "move it away"]);
    assert!(bench.has("mine/.staging/notes.md") && bench.has("yours/.smithgen.pull/notes.md"));
}

#[test]
fn links_in_place_of_our_folders_are_not_followed() {
    let bench = Bench::new();
    bench.write("elsewhere/new/notes.md", "mine");
    bench.write("elsewhere/made-by-smithgen", "");
    let link = |place: &str| {
        fs::create_dir_all(bench.path().join(place).parent().unwrap()).unwrap();
        std::os::unix::fs::symlink(bench.path().join("elsewhere"), bench.path().join(place))
            .unwrap();
    };
    link("a/.smithgen.pull");
    link("b/botocore-1.2.3");
    for folder in ["a", "b"] {
        let run = bench.bad(&["pull", "sqs", "--dir", folder]);
        assert_has(&run.stderr, &["move it away"]);
    }
    assert!(bench.has("elsewhere/new/notes.md"));
    assert_eq!(fs::read_dir(bench.path().join("elsewhere")).unwrap().count(), 2);
}

#[test]
fn what_was_changed_is_unpacked_anew_unless_something_was_added() {
    let bench = Bench::new();
    bench.good(&["pull", "sqs", "ec2"]);
    let before = bench.pulled();
    bench.write(&format!("{SQS_FOLDER}/service-2.json.gz"), "changed");
    bench.write(&format!("{SQS_FOLDER}/mine.txt"), "mine");
    assert_has(
        &bench.bad(&["pull", "sqs"]).stderr,
        &["holds what is not of the release: mine.txt"],
    );
    fs::remove_file(bench.path().join(SQS_FOLDER).join("mine.txt")).unwrap();
    assert_has(&bench.good(&["pull", "sqs", "ec2"]).stderr, &["1 unpacked, 1 already there"]);
    assert_eq!(bench.pulled(), before);
}

#[test]
fn a_zip_that_leads_out_of_its_folder_is_refused() {
    let bench = Bench::new();
    let sqs = gzip(SQS);
    for path in [
        "botocore/data/../../../../../evil.json",
        "/evil.json",
        "botocore\\..\\evil.json",
        "botocore/data/sqs/2012-11-05/../../../../../../evil.json",
    ] {
        bench.wheel(&[("botocore/data/sqs/2012-11-05/service-2.json.gz", &sqs), (path, b"evil")]);
        let run = bench.bad(&["pull", "sqs"]);
        assert_has(&run.stderr, &["leads out of it", "evil.json"]);
        assert!(!bench.has("models/.pulled") && !bench.has("evil.json"));
    }
    // A name that is no model's is not unpacked, wherever it would lead.
    bench.wheel(&[
        ("botocore/data/sqs/2012-11-05/service-2.json.gz", &sqs),
        ("botocore/data/sqs/2012-11-05/sub/evil.json", b"evil"),
        ("botocore/data/sqs/2012-11-05/evil.sh", b"evil"),
    ]);
    bench.good(&["pull", "--all"]);
    assert_eq!(bench.pulled().len(), 1);
}

#[test]
fn what_there_is_is_listed() {
    let bench = Bench::new();
    let run = bench.good(&["list"]);
    assert_has(&run.stderr, &["smithgen models pull NAME"]);
    assert_has(&bench.bad(&["list", "--release"]).stderr, &["has not been downloaded"]);
    bench.write("models/weather/model.json", WEATHER);
    bench.write("models/services.toml", "[service.weather]\nmodels = ['weather/model.json']\n");
    bench.good(&["pull", "sqs"]);
    let run = bench.good(&["list"]);
    let rows: Vec<Vec<&str>> =
        run.stdout.lines().map(|line| line.split_ascii_whitespace().collect()).collect();
    assert_eq!(rows[0], ["name", "version", "protocols", "operations", "from"]);
    assert_eq!(rows[1], ["weather", "2020", "awsJson1_1", "1", "models/weather/model.json"]);
    assert_eq!(rows[2], ["sqs", "2012-11-05", "awsJson1_0,", "awsQuery", "1", SQS_FOLDER]);
    let json = bench.good(&["list", "--json"]).stdout;
    assert_has(&json, &["\"protocols\": [\n      \"awsJson1_0\",", "\"operations\": 1"]);
    let run = bench.good(&["list", "--release"]);
    assert_has(&run.stdout, &["sqs   2012-11-05  2012-11-05\n", "2016-11-15, 2015-10-01\n"]);
    bench.write(&format!("{SQS_FOLDER}/service-2.json.gz"), "broken");
    let run = bench.bad(&["list"]);
    assert_has(&run.stdout, &["weather"]);
    assert_has(&run.stderr, &["`sqs` cannot be listed", "service-2.json.gz"]);
}

#[test]
fn a_pulled_model_is_used_by_its_name() {
    let bench = Bench::new();
    let run = bench.bad(&["import", "sqs"]);
    assert_has(&run.stderr, &["there is no model `sqs`", "smithgen models pull sqs"]);
    bench.good(&["pull", "sqs"]);
    let named = bench.good(&["import", "sqs"]).stdout;
    assert_has(&named, &["\"smithy\": \"2.0\"", "SendMessageRequest", "AmazonSQS"]);
    // The same by its folders.
    for folder in [SQS_FOLDER, "models/.pulled/botocore-1.2.3/sqs"] {
        assert_eq!(bench.good(&["import", folder]).stdout, named);
    }
    for words in [&["check", "sqs"][..], &["check", "--pulled"]] {
        assert_has(&bench.good(words).stdout, &[SQS_FOLDER, "equal"]);
    }
    let words = ["regenerate", "--model", "sqs", "--out", "client"];
    let run = bench.smithgen(&words);
    assert_eq!(run.code, Some(0), "{run:#?}");
    assert!(bench.has("client/src/operation/send_message.rs"));
    let run = bench.smithgen(&[&words[..], &["--check", "--operations", "None"]].concat());
    assert_eq!(run.code, Some(1), "{run:#?}");
}

const WEATHER: &str = r#"{"smithy": "2.0", "shapes": {
    "a#Weather": {"type": "service", "version": "2020", "traits": {"aws.protocols#awsJson1_1": {}}},
    "a#GetCity": {"type": "operation"}}}"#;

#[test]
fn a_missing_or_wrong_pin_is_an_error() {
    let bench = Bench::new();
    bench.write("models/botocore-requirements.txt", "botocore\n");
    assert_has(&bench.bad(&["pull", "sqs"]).stderr, &["botocore==VERSION --hash=sha256:HEX"]);
    fs::remove_file(bench.path().join("models/botocore-requirements.txt")).unwrap();
    assert_has(&bench.bad(&["pull", "sqs"]).stderr, &["botocore-requirements.txt` cannot be read"]);
    assert!(!Path::new("models/.pulled").exists());
}
