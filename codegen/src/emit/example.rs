//! Examples: the code of a documentation example, laid out as rustfmt would.
//!
//! It names types by their modules, `types::SignUpRequest`: a shape may have the name of an operation, or that
//! of anything in the prelude, and such code compiles all the same.

mod layout;

use std::collections::BTreeSet;

use smithgen_runtime::Number;

use crate::docs::append;
use crate::ir::{
    Check, Docs, DocumentExpression, Example, Expression, FirstCall, Operation, Package,
    SetterCall, StructureExpression, TypeRef,
};

use self::layout::{Code, Link};
use super::builder::is_converted;

/// The documentation of an operation, with its examples.
pub(super) fn operation_docs(package: &Package, def: &Operation) -> Docs {
    let mut docs = def.item.docs.clone();
    if !def.examples.is_empty() {
        append(&mut docs, "# Examples");
    }
    for example in &def.examples {
        add(&mut docs, example.before.clone());
        add(&mut docs, call(package, def, example));
        add(&mut docs, example.after.clone());
    }
    docs
}

/// The documentation of a structure that is an input, with how it is built.
pub(super) fn input_docs(package: &Package, docs: &Docs, example: Option<&Expression>) -> Docs {
    let mut docs = docs.clone();
    let Some(input) = example else { return docs };
    append(&mut docs, "# Examples");
    let mut names = Names::default();
    let code = names.code(input, Form::Exact);
    let statements = let_input(&code);
    add(&mut docs, names.fenced(package, Fence::Runs, statements));
    docs
}

/// Adds lines as a paragraph of their own.
fn add(docs: &mut Docs, lines: Docs) {
    if !docs.is_empty() && !lines.is_empty() {
        docs.push(String::new());
    }
    docs.extend(lines);
}

/// The code that calls an operation.
fn call(package: &Package, def: &Operation, example: &Example) -> Docs {
    let mut names =
        Names { from_crate: BTreeSet::from(["Operation as _", "operation"]), ..Names::default() };
    let code = names.code(&example.input, Form::Exact);
    let name = &def.item.name;
    let mut statements = let_input(&code);
    statements.push(format!("let request = operation::{name}::request(&input)?;"));
    if example.before.is_empty() {
        let advice = "// Send the request with any HTTP client, then read what comes back with";
        statements.push(advice.to_owned());
        statements.extend(if def.has_event_output {
            vec![
                format!("// `operation::{name}::streaming_response(response)?`,"),
                "// and each event of its stream with `recv().await?`.".to_owned(),
            ]
        } else {
            vec![format!("// `operation::{name}::response(&response)?`.")]
        });
    }
    names.can_fail = true;
    // Not every protocol writes streams yet.
    let fence = if example.input.holds_stream() { Fence::Compiles } else { Fence::Runs };
    names.fenced(package, fence, statements)
}

/// The code of a whole call, from an input to an output, whatever sends the request.
pub(super) fn first_call(package: &Package, call: &FirstCall) -> Docs {
    let FirstCall { operation, output, input } = call;
    let mut names = Names {
        from_crate: BTreeSet::from([
            "Body",
            "Error",
            "Operation as _",
            "operation",
            "runtime::http",
            "types",
        ]),
        ..Names::default()
    };
    let code = names.code(input, Form::Exact);
    let mut statements = vec![
        "/// Takes any HTTP client, as a function.".to_owned(),
        "fn call(".to_owned(),
        "    send: impl Fn(http::Request<Body>) -> http::Response<Vec<u8>>,".to_owned(),
        format!(") -> Result<types::{output}, Error> {{"),
    ];
    let body = let_input(&code).into_iter().chain([
        format!("let request = operation::{operation}::request(&input)?;"),
        "let response = send(request);".to_owned(),
        format!("Ok(operation::{operation}::response(&response)?.into_output())"),
    ]);
    statements.extend(body.map(|line| format!("    {line}")));
    statements.push("}".to_owned());
    names.fenced(package, Fence::Runs, statements)
}

fn let_input(code: &Code) -> Vec<String> {
    let mut lines = Vec::new();
    code.print(0, "let input = ", ";", &mut lines);
    lines
}

/// What a test of the documentation does with the code.
#[derive(Clone, Copy)]
enum Fence {
    Runs,
    Compiles,
}

/// How an expression stands where it is used.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// As what a setter converts.
    Given,
    /// As a value of its very type.
    Exact,
}

/// The names that the code of an example uses.
#[derive(Default)]
struct Names {
    from_crate: BTreeSet<&'static str>,
    has_map: bool,
    /// Whether the code has a `?`.
    can_fail: bool,
}

impl Names {
    /// The whole block: imports, statements, and what the compiler wants and no reader.
    fn fenced(&self, package: &Package, fence: Fence, statements: Vec<String>) -> Docs {
        let mut lines = vec![match fence {
            Fence::Runs => "```".to_owned(),
            Fence::Compiles => "```no_run".to_owned(),
        }];
        let library = package.name.replace('-', "_");
        let (paths, names): (Vec<&str>, Vec<&str>) =
            self.from_crate.iter().partition(|name| name.contains("::"));
        let mut imports = vec![match names.as_slice() {
            [name] => format!("use {library}::{name};"),
            names => format!("use {library}::{{{}}};", names.join(", ")),
        }];
        imports.extend(paths.iter().map(|path| format!("use {library}::{path};")));
        if self.has_map {
            imports.push("use std::collections::BTreeMap;".to_owned());
        }
        imports.sort();
        lines.extend(imports);
        lines.push(String::new());
        lines.extend(statements);
        if self.can_fail {
            lines.push("# Ok::<(), Box<dyn std::error::Error>>(())".to_owned());
        }
        lines.push("```".to_owned());
        lines
    }

    fn code(&mut self, expression: &Expression, form: Form) -> Code {
        match expression {
            Expression::Bool(value) => Code::Leaf(value.to_string()),
            Expression::Integer(value) => Code::Leaf(value.to_string()),
            Expression::Float(value) => Code::Leaf(format!("{value:?}")),
            Expression::Double(value) => Code::Leaf(format!("{value:?}")),
            Expression::BigInteger(text) => self.parsed(text, "runtime", "runtime::BigInteger"),
            Expression::BigDecimal(text) => self.parsed(text, "runtime", "runtime::BigDecimal"),
            Expression::Timestamp(text) => self.parsed(text, "Timestamp", "Timestamp"),
            Expression::String(text) => string(text, form),
            Expression::Blob(bytes) => {
                self.from_crate.insert("Bytes");
                Code::call("Bytes::from_static", Code::byte_string(bytes))
            }
            Expression::Body(text) => string(text, Form::Given),
            Expression::EventStream => {
                self.from_crate.insert("EventStream");
                Code::Leaf("EventStream::default()".to_owned())
            }
            Expression::Document(document) => {
                self.from_crate.insert("Document");
                self.document(document)
            }
            Expression::Unit => Code::Leaf("Default::default()".to_owned()),
            Expression::Structure(structure) => self.structure(structure),
            Expression::Union { name, variant, value, boxed } => {
                let path = self.typed(&format!("{name}::{variant}"));
                match value {
                    None => Code::Leaf(path),
                    Some(value) => {
                        let value = self.code(value, Form::Exact);
                        let value = if *boxed { Code::call("Box::new", value) } else { value };
                        Code::call(&path, value)
                    }
                }
            }
            Expression::Variant { name, variant } => {
                Code::Leaf(self.typed(&format!("{name}::{variant}")))
            }
            Expression::OtherString { name, value } => {
                Code::call(&self.typed(&format!("{name}::from")), string(value, Form::Given))
            }
            Expression::OtherInteger { name, value } => {
                Code::call(&self.typed(&format!("{name}::from")), Code::Leaf(value.to_string()))
            }
            Expression::List { item, items } => self.list(item, items, form),
            Expression::Map { key, value, entries } => self.map(key, value, entries, form),
            Expression::Option(None) => Code::Leaf("None".to_owned()),
            Expression::Option(Some(value)) => Code::call("Some", self.code(value, Form::Exact)),
        }
    }

    fn document(&mut self, document: &DocumentExpression) -> Code {
        let from = |value| Code::call("Document::from", value);
        match document {
            DocumentExpression::Null => Code::Leaf("Document::Null".to_owned()),
            DocumentExpression::Bool(value) => from(Code::Leaf(value.to_string())),
            DocumentExpression::Number(number) => from(self.document_number(number)),
            DocumentExpression::String(text) => from(string(text, Form::Given)),
            DocumentExpression::Array(items) if items.is_empty() => {
                Code::Leaf("Document::Array(Vec::new())".to_owned())
            }
            DocumentExpression::Array(items) => {
                let items = items.iter().map(|item| self.document(item)).collect();
                from(Code::Group { open: "[".to_owned(), items, close: "]" })
            }
            DocumentExpression::Object(entries) if entries.is_empty() => {
                Code::Leaf("Document::Object(Default::default())".to_owned())
            }
            DocumentExpression::Object(entries) => {
                let entry = |(name, value): &(String, DocumentExpression)| Code::Group {
                    open: "(".to_owned(),
                    items: vec![string(name, Form::Given), self.document(value)],
                    close: ")",
                };
                let items = entries.iter().map(entry).collect();
                let array = Code::Group { open: "[".to_owned(), items, close: "]" };
                Code::call("Document::from_iter", array)
            }
        }
    }

    fn document_number(&mut self, number: &Number) -> Code {
        match number {
            Number::Unsigned(value) => Code::Leaf(format!("{value}_u64")),
            Number::Negative(value) => Code::Leaf(format!("{value}_i64")),
            Number::Float(value) => Code::Leaf(format!("{value:?}")),
            Number::Big(value) => self.parsed(value.as_str(), "runtime", "runtime::BigDecimal"),
        }
    }

    /// A path into the module of the types.
    fn typed(&mut self, path: &str) -> String {
        self.from_crate.insert("types");
        format!("types::{path}")
    }

    fn parsed(&mut self, text: &str, import: &'static str, ty: &str) -> Code {
        self.from_crate.insert(import);
        self.can_fail = true;
        Code::Leaf(format!("{text:?}.parse::<{ty}>()?"))
    }

    fn structure(&mut self, structure: &StructureExpression) -> Code {
        let head = format!("{}::builder()", self.typed(&structure.name));
        let mut links: Vec<Link> =
            structure.setters.iter().map(|setter| self.setter(setter)).collect();
        links.extend(match structure.more {
            0 => None,
            _ if structure.setters.is_empty() => None,
            1 => Some(Link::Comment("1 more member can be set".to_owned())),
            more => Some(Link::Comment(format!("{more} more members can be set"))),
        });
        let build = match structure.check() {
            Check::Type => "",
            Check::Build => {
                self.can_fail = true;
                "?"
            }
        };
        links.push(Link::Build(build));
        Code::Chain { head, links }
    }

    fn setter(&mut self, setter: &SetterCall) -> Link {
        Link::Call {
            name: setter.name.clone(),
            argument: self.code(&setter.value, Form::Given),
            comment: if setter.required { " // required" } else { "" },
        }
    }

    fn list(&mut self, item: &TypeRef, items: &[Expression], form: Form) -> Code {
        match (form, items) {
            (Form::Exact, []) => Code::Leaf("Vec::new()".to_owned()),
            // Nothing else says what the setter is to convert.
            (Form::Given, []) if is_converted(item) => {
                Code::Leaf(format!("Vec::<{}>::new()", self.ty(item)))
            }
            (form, items) => {
                let open = if form == Form::Exact { "vec![" } else { "[" };
                let items = items.iter().map(|value| self.code(value, element_form(form, item)));
                Code::Group { open: open.to_owned(), items: items.collect(), close: "]" }
            }
        }
    }

    fn map(
        &mut self,
        key: &TypeRef,
        value: &TypeRef,
        entries: &[(Expression, Expression)],
        form: Form,
    ) -> Code {
        self.has_map |= entries.is_empty() || form == Form::Exact;
        if entries.is_empty() {
            return Code::Leaf(match form {
                Form::Exact => "BTreeMap::new()".to_owned(),
                Form::Given => format!("BTreeMap::<{}, {}>::new()", self.ty(key), self.ty(value)),
            });
        }
        let entries = entries.iter().map(|(name, held)| {
            let name = self.code(name, element_form(form, key));
            let held = self.code(held, element_form(form, value));
            Code::Group { open: "(".to_owned(), items: vec![name, held], close: ")" }
        });
        let array = Code::Group { open: "[".to_owned(), items: entries.collect(), close: "]" };
        match form {
            Form::Given => array,
            Form::Exact => Code::call("BTreeMap::from", array),
        }
    }

    fn ty(&mut self, ty: &TypeRef) -> String {
        match ty {
            TypeRef::Bool => "bool".to_owned(),
            TypeRef::I8 => "i8".to_owned(),
            TypeRef::I16 => "i16".to_owned(),
            TypeRef::I32 => "i32".to_owned(),
            TypeRef::I64 => "i64".to_owned(),
            TypeRef::F32 => "f32".to_owned(),
            TypeRef::F64 => "f64".to_owned(),
            TypeRef::BigInteger => self.imported("runtime", "runtime::BigInteger"),
            TypeRef::BigDecimal => self.imported("runtime", "runtime::BigDecimal"),
            TypeRef::String => "String".to_owned(),
            TypeRef::Blob => self.imported("Bytes", "Bytes"),
            TypeRef::Timestamp => self.imported("Timestamp", "Timestamp"),
            TypeRef::Document => self.imported("Document", "Document"),
            TypeRef::Body => self.imported("Body", "Body"),
            TypeRef::Events(name) => {
                let event = self.typed(name);
                self.imported("EventStream", "EventStream");
                format!("EventStream<{event}>")
            }
            TypeRef::Unit => self.imported("runtime", "runtime::v1::Unit"),
            TypeRef::Aggregate(name) | TypeRef::StringEnum(name) | TypeRef::IntEnum(name) => {
                self.typed(name)
            }
            TypeRef::List(item) => format!("Vec<{}>", self.ty(item)),
            TypeRef::Map(key, value) => {
                self.has_map = true;
                format!("BTreeMap<{}, {}>", self.ty(key), self.ty(value))
            }
            TypeRef::Option(inner) => format!("Option<{}>", self.ty(inner)),
        }
    }

    fn imported(&mut self, import: &'static str, path: &str) -> String {
        self.from_crate.insert(import);
        path.to_owned()
    }
}

/// How what a collection holds stands in it: a setter converts some, and nothing converts the rest.
fn element_form(form: Form, element: &TypeRef) -> Form {
    if form == Form::Given && is_converted(element) { Form::Given } else { Form::Exact }
}

fn string(text: &str, form: Form) -> Code {
    let suffix = if form == Form::Exact { ".to_owned()" } else { "" };
    Code::text(text, suffix)
}

#[cfg(test)]
mod tests {
    use super::layout::WIDTH;
    use super::*;

    fn printed(expression: &Expression) -> String {
        let code = Names::default().code(expression, Form::Exact);
        let mut lines = Vec::new();
        code.print(0, "let input = ", ";", &mut lines);
        lines.join("\n")
    }

    fn setter(name: &str, required: bool, value: Expression) -> SetterCall {
        SetterCall { name: name.to_owned(), member: String::new(), required, value }
    }

    fn structure(name: &str, more: usize, setters: Vec<SetterCall>) -> Expression {
        Expression::Structure(StructureExpression { name: name.to_owned(), setters, more })
    }

    fn text(text: &str) -> Expression {
        Expression::String(text.to_owned())
    }

    #[test]
    fn a_short_chain_stands_on_one_line() {
        let value = structure("A", 0, vec![setter("r#type", false, text("x'\"\u{202E}"))]);
        assert_eq!(
            printed(&value),
            r#"let input = types::A::builder().r#type("x'\"\u{202e}").build();"#
        );
    }

    #[test]
    fn what_is_required_is_marked_and_what_is_left_out_is_counted() {
        let inner = structure("Inner", 0, vec![setter("name", true, text("n"))]);
        let value = structure(
            "A",
            2,
            vec![
                setter("inner", true, inner.clone()),
                setter(
                    "list",
                    true,
                    Expression::List {
                        item: TypeRef::Aggregate("Inner".to_owned()),
                        items: vec![inner],
                    },
                ),
                setter(
                    "map",
                    false,
                    Expression::Map {
                        key: TypeRef::String,
                        value: TypeRef::List(Box::new(TypeRef::String)),
                        entries: vec![(
                            text("k"),
                            Expression::List { item: TypeRef::String, items: vec![text("v")] },
                        )],
                    },
                ),
            ],
        );
        let expected = r#"let input = types::A::builder()
    .inner(
        types::Inner::builder()
            .name("n") // required
            .build(),
    ) // required
    .list([
        types::Inner::builder()
            .name("n") // required
            .build(),
    ]) // required
    .map([("k", vec!["v".to_owned()])])
    // 2 more members can be set
    .build();"#;
        assert_eq!(printed(&value), expected);
    }

    #[test]
    fn a_long_text_is_broken_where_nothing_is_lost() {
        let words = "word #".repeat(30);
        let value = structure("A", 0, vec![setter("text", false, text(&words))]);
        let printed = printed(&value);
        assert!(printed.lines().all(|line| line.chars().count() <= WIDTH + 1), "{printed}");
        assert!(printed.lines().all(|line| !line.trim_start().starts_with('#')), "{printed}");
        let literal: String = printed.split('"').nth(1).into_iter().collect();
        let read: String = literal.split("\\\n").map(str::trim_start).collect();
        assert_eq!(read, words);
    }
}
