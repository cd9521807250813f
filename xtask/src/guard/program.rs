//! A program that calls every operation of a crate: it makes a request of each, and reads a response of each.

use std::fmt::Write as _;

use anyhow::{Context, Result, bail};
use syn::{Item, ItemUse, UseTree, Visibility};

use super::PACKAGE;

/// The names of operations, which the module `operation` of a generated crate exports.
pub(super) fn operations(facade: &str) -> Result<Vec<String>> {
    let file = syn::parse_file(facade).context("the module `operation` is not Rust")?;
    let mut names = Vec::new();
    for item in &file.items {
        if let Item::Use(ItemUse { vis: Visibility::Public(_), tree, .. }) = item {
            exported(tree, &mut names)?;
        }
    }
    if names.is_empty() {
        bail!("the module `operation` exports no operation");
    }
    Ok(names)
}

fn exported(tree: &UseTree, names: &mut Vec<String>) -> Result<()> {
    match tree {
        UseTree::Path(path) => exported(&path.tree, names)?,
        UseTree::Name(name) => names.push(name.ident.to_string()),
        UseTree::Rename(renamed) => names.push(renamed.rename.to_string()),
        UseTree::Group(group) => {
            group.items.iter().try_for_each(|tree| exported(tree, names))?;
        }
        UseTree::Glob(_) => bail!("the module `operation` exports operations without their names"),
    }
    Ok(())
}

/// The manifest of the program; the path of the crate is relative to it.
pub(super) fn manifest(path: &str) -> String {
    format!(
        "[package]\nname = \"all-operations\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
         [dependencies]\nservice = {{ package = \"{PACKAGE}\", path = \"{path}\", default-features = false }}\n"
    )
}

/// The source of the program.
pub(super) fn source(operations: &[String]) -> String {
    let mut calls = String::new();
    for operation in operations {
        let _ = writeln!(calls, "    call::<operation::{operation}>(&response);");
    }
    format!(
        "\
use std::hint::black_box;

use service::runtime::http::Response;
use service::{{Operation, operation}};

fn main() {{
    let body = std::env::args().nth(1).unwrap_or_default();
    let response = Response::new(body);
{calls}}}

fn call<O: Operation<Input: Default>>(response: &Response<String>) {{
    let _ = black_box(O::request(black_box(&O::Input::default())));
    let _ = black_box(O::response(black_box(response)));
}}
"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_are_what_the_module_exports() -> Result<()> {
        let facade = "use smithgen_runtime::v1 as rt;\nmod sign_up;\npub use self::sign_up::SignUp;\n\
                      pub use self::groups::{CreateGroup, delete::{DeleteGroup as Delete}};\n\
                      static SERVICE: u8 = 0;\n";
        assert_eq!(operations(facade)?, ["SignUp", "CreateGroup", "Delete"]);
        Ok(())
    }

    #[test]
    fn a_module_without_names_is_refused() {
        for facade in ["", "mod sign_up;", "pub use self::sign_up::*;", "use a::B;", "not Rust"] {
            assert!(operations(facade).is_err(), "{facade}");
        }
    }

    #[test]
    fn each_operation_is_called() {
        let source = source(&["SignUp".to_owned(), "ListUsers".to_owned()]);
        assert!(source.contains(
            "    call::<operation::SignUp>(&response);\n    call::<operation::ListUsers>(&response);\n}\n"
        ));
        assert!(syn::parse_file(&source).is_ok());
    }
}
