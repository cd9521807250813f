//! botocore's form of AWS models: a `service-2.json`, and the files beside it that add to it.
//!
//! See <https://github.com/boto/botocore/tree/develop/botocore/data>. What is read here lowers to the
//! shapes and traits that Smithy's own model of the service has. Defaults, `@input` and
//! `@clientOptional` are not in this form, and none are made up.

mod api;
mod companions;
mod enums;
mod fixups;
mod merge;
mod operations;
mod reader;
mod service;
mod shapes;
mod waiters;

use super::ids::Ids;
use super::json::{Json, Object, find};
use super::smithy::File;
use crate::diagnostics::{At, Diagnostic, Diagnostics};
use crate::model::SourceId;

use api::Api;
use reader::Reader;

/// What a file of botocore's is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// `service-2.json`: operations and shapes.
    Service,
    /// `paginators-1.json`
    Paginators,
    /// `waiters-2.json`
    Waiters,
    /// `endpoint-rule-set-1.json`
    EndpointRules,
    /// `examples-1.json`
    Examples,
    /// `*.sdk-extras.json`: what is merged into one of the others.
    Extras,
}

impl Part {
    /// Tells the part from the keys of the root; `None` where it is no file of botocore's.
    pub(super) fn of(root: &Object<'_>) -> Option<Self> {
        let has = |name: &str| find(root, name).is_some();
        if has("metadata") && has("operations") && has("shapes") {
            Some(Self::Service)
        } else if has("pagination") {
            Some(Self::Paginators)
        } else if has("waiters") && has("version") {
            Some(Self::Waiters)
        } else if has("parameters") && has("rules") && has("version") {
            Some(Self::EndpointRules)
        } else if has("examples") && has("version") {
            Some(Self::Examples)
        } else if has("merge") {
            Some(Self::Extras)
        } else {
            None
        }
    }

    /// The file's name in botocore, for messages.
    fn file_name(self) -> &'static str {
        match self {
            Self::Service => "service-2.json",
            Self::Paginators => "paginators-1.json",
            Self::Waiters => "waiters-2.json",
            Self::EndpointRules => "endpoint-rule-set-1.json",
            Self::Examples => "examples-1.json",
            Self::Extras => "sdk-extras.json",
        }
    }
}

/// The files of one service.
#[derive(Default)]
pub(super) struct Bundle<'a> {
    files: Vec<(Part, SourceId, Object<'a>)>,
}

impl<'a> Bundle<'a> {
    /// Adds a file.
    pub(super) fn add(&mut self, part: Part, source: SourceId, root: Object<'a>) {
        self.files.push((part, source, root));
    }

    /// Reads the files as one service.
    ///
    /// `None` where there are none, or no `service-2.json` among them. A shape that has errors is
    /// left out, or kept without the part that is wrong.
    pub(super) fn read(mut self, ids: &mut Ids, diagnostics: &mut Diagnostics) -> Option<File> {
        self.report_seconds(diagnostics);
        self.merge_extras(diagnostics);
        let Some((source, mut root)) = self.take(Part::Service) else {
            for (part, source, _) in &self.files {
                let message =
                    format!("this is botocore's {}, without its service", part.file_name());
                let error = Diagnostic::error(message).at(*source, At::File);
                diagnostics.push(error.help("give the service-2.json beside it as well"));
            }
            return None;
        };
        let fixups = fixups::of(&root);
        for fixup in &fixups {
            fixup.before(&mut root, source, diagnostics);
        }
        let mut reader = Reader::new(source, ids, diagnostics);
        let api = Api::read(&root, &mut reader)?;
        let mut added = operations::Added::default();
        if let Some((source, root)) = self.take(Part::Paginators) {
            reader.enter(source);
            companions::paginators(&api, &root, &mut reader, &mut added);
        }
        if let Some((source, root)) = self.take(Part::Waiters) {
            reader.enter(source);
            waiters::read(&api, &root, &mut reader, &mut added);
        }
        if let Some((source, root)) = self.take(Part::Examples) {
            reader.enter(source);
            companions::examples(&api, &root, &mut reader, &mut added);
        }
        let rules = self.take(Part::EndpointRules).map(|(_, root)| Json::Object(root).into_node());
        reader.enter(source);
        let mut definitions = shapes::read(&api, &mut reader);
        definitions.extend(operations::read(&api, &mut added, &mut reader));
        definitions.extend(service::read(&api, rules, &mut reader));
        for fixup in &fixups {
            fixup.after(&mut definitions, source, diagnostics);
        }
        Some(File::of_definitions(source, definitions))
    }

    fn take(&mut self, part: Part) -> Option<(SourceId, Object<'a>)> {
        let index = self.files.iter().position(|(other, _, _)| *other == part)?;
        let (_, source, root) = self.files.remove(index);
        Some((source, root))
    }

    /// One run is one service, so each part but extras is there once.
    fn report_seconds(&mut self, diagnostics: &mut Diagnostics) {
        let mut seen: Vec<Part> = Vec::new();
        self.files.retain(|(part, source, _)| {
            if *part == Part::Extras || !seen.contains(part) {
                seen.push(*part);
                return true;
            }
            let message = format!("this is a second {} in one run", part.file_name());
            diagnostics.push(
                Diagnostic::error(message)
                    .at(*source, At::File)
                    .help("a crate is made from one service: give the files of one version of it"),
            );
            false
        });
    }

    /// Merges every `sdk-extras.json` into the file that it is for.
    fn merge_extras(&mut self, diagnostics: &mut Diagnostics) {
        while let Some((source, extras)) = self.take(Part::Extras) {
            let Some((_, Json::Object(extra))) = extras.into_iter().find(|(key, _)| key == "merge")
            else {
                let message = "`merge` is an object of what is merged";
                diagnostics.push(Diagnostic::error(message).at(source, At::File));
                continue;
            };
            let part = merge::goes_into(&extra);
            match self.files.iter_mut().find(|(other, _, _)| Some(*other) == part) {
                Some((_, _, root)) => merge::merge(root, extra),
                None => diagnostics.push(
                    Diagnostic::error("there is no file into which this is merged")
                        .at(source, At::File)
                        .help("give the file of the same name without `sdk-extras` as well"),
                ),
            }
        }
    }
}
