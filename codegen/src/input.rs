//! From bytes to a model: which format a source has, and all sources assembled into one model.

mod botocore;
mod gzip;
mod ids;
mod json;
pub mod locate;
mod smithy;
mod unreadable;

use crate::diagnostics::{At, Diagnostic, Diagnostics, Source};
use crate::model::{Model, SourceId};

use botocore::{Bundle, Part};
use ids::Ids;
use json::{Json, Object};
use unreadable::{Unreadable, too_large};

pub use gzip::inflate;
pub use ids::{NAME_LIMIT, SHAPE_NAME_LIMIT};
pub use smithy::write;
pub use unreadable::SOURCE_LIMIT;

/// Reads all sources and assembles them into one model.
///
/// Sources in Smithy's JSON AST and the files of one service in botocore's form may be mixed: traits of
/// the former are applied to shapes of the latter. Every problem of every source is reported at once;
/// what has problems is left out of the model. Sources that are gzipped are inflated, but for problems
/// to be shown in them they must be inflated before, with [`inflate`].
pub fn read(sources: &[Source], diagnostics: &mut Diagnostics) -> Model {
    let mut ids = Ids::default();
    let mut files = Vec::new();
    let mut bundle = Bundle::default();
    let texts: Vec<_> = sources.iter().map(|source| gzip::inflated(&source.bytes)).collect();
    for (index, text) in texts.iter().enumerate() {
        let id = SourceId(index);
        let root = text.as_ref().map_err(Unreadable::clone).and_then(|bytes| parse(bytes));
        let unique = |root| json::without_duplicates(root, id, diagnostics);
        match root.map(unique).map(detect) {
            Ok(Format::Smithy(root)) => {
                files.extend(smithy::read(root, id, &mut ids, diagnostics));
            }
            Ok(Format::Botocore(part, root)) => bundle.add(part, id, root),
            Ok(Format::Unknown(problem)) => {
                diagnostics.push(problem.at(id, At::Pointer(Vec::new())));
            }
            Err(problem) => diagnostics.push(problem.at_source(id)),
        }
    }
    files.extend(bundle.read(&mut ids, diagnostics));
    smithy::assemble(files, sources, diagnostics)
}

/// The formats that a source may have.
enum Format<'a> {
    /// Smithy's JSON AST, or nearly.
    Smithy(Object<'a>),
    /// One of botocore's files.
    Botocore(Part, Object<'a>),
    /// Neither, and what to say about it.
    Unknown(Diagnostic),
}

/// Tells the format from the keys of the root.
fn detect(root: Json<'_>) -> Format<'_> {
    let root = match root {
        Json::Object(root) => root,
        other => {
            let message = format!("a model is a JSON object, and this is {}", other.what());
            return Format::Unknown(Diagnostic::error(message));
        }
    };
    let has = |name: &str| root.iter().any(|(key, _)| key == name);
    if has("smithy") {
        return Format::Smithy(root);
    }
    if let Some(part) = Part::of(&root) {
        return Format::Botocore(part, root);
    }
    if has("shapes") {
        return Format::Unknown(
            Diagnostic::error("the model does not say which version of Smithy it has")
                .help("add a property `smithy` to the root; \"1.0\" and \"2.0\" are read"),
        );
    }
    Format::Unknown(
        Diagnostic::error("this is not a model: the JSON object has no property `smithy`")
            .help("a Smithy JSON AST is expected, see https://smithy.io/2.0/spec/json-ast.html, or a `service-2.json` of botocore"),
    )
}

/// Reads bytes as JSON, within the limits.
fn parse(bytes: &[u8]) -> Result<Json<'_>, Unreadable> {
    if bytes.len() > SOURCE_LIMIT {
        return Err(too_large(bytes.len()));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| not_utf8(bytes, error.valid_up_to()))?;
    let (text, skipped) = match text.strip_prefix('\u{feff}') {
        Some(rest) => (rest, '\u{feff}'.len_utf8()),
        None => (text, 0),
    };
    if text.trim_ascii().is_empty() {
        return Err(Unreadable {
            at: At::File,
            message: "the file is empty".to_owned(),
            help: None,
        });
    }
    json::parse(text).map_err(|problem| Unreadable {
        at: At::Offset(skipped + problem.offset),
        message: problem.message,
        help: problem.help,
    })
}

fn not_utf8(bytes: &[u8], offset: usize) -> Unreadable {
    let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    let help = if utf16 {
        "the file looks like UTF-16; save it as UTF-8"
    } else {
        "JSON is UTF-8; save the file in that encoding"
    };
    Unreadable {
        at: At::Offset(offset),
        message: format!("the file is not UTF-8: the byte at offset {offset} does not belong"),
        help: Some(help.to_owned()),
    }
}
