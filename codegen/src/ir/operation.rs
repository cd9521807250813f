//! Operations, and what the front page shows of them.

use super::expression::{Example, Expression};
use super::item::Item;
use super::wire::OperationWire;

/// An operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// Name and documentation.
    pub item: Item,
    /// Its name in the model, which goes on the wire.
    pub model_name: String,
    /// The type of its input.
    pub input: String,
    /// The type of its output.
    pub output: String,
    /// Whether the model gives it an input.
    pub has_input: bool,
    /// Whether the model gives it an output.
    pub has_output: bool,
    /// Whether the output holds an event stream.
    pub has_event_output: bool,
    /// The codes of the errors that it names itself.
    pub errors: Vec<String>,
    /// How its input and output travel.
    pub wire: OperationWire,
    /// How it is called.
    pub examples: Vec<Example>,
}

/// What the front page shows of the operations.
#[derive(Debug, Clone, PartialEq)]
pub struct FrontPage {
    /// A whole call.
    pub first_call: Option<FirstCall>,
    /// All operations, in groups.
    pub groups: Vec<OperationGroup>,
}

/// What a call looks like.
#[derive(Debug, Clone, PartialEq)]
pub struct FirstCall {
    /// The operation's name in Rust.
    pub operation: String,
    /// The type of its output.
    pub output: String,
    /// Its input, with what is required alone.
    pub input: Expression,
}

/// Operations that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperationGroup {
    /// What they have in common; `None` for those that have nothing.
    pub title: Option<String>,
    /// The operations, by name.
    pub operations: Vec<OperationSummary>,
}

/// An operation in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperationSummary {
    /// Its name in Rust.
    pub name: String,
    /// The first sentence of its documentation, as Markdown.
    pub summary: String,
}
