//! The operations of a crate, as its source has them.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use syn::{Item, TraitItem, UseTree, Visibility};

use super::contestant::Who;

/// An operation that a program can call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Operation {
    /// The name of the function that calls it, which is the same for all crates.
    pub(super) function: String,
    /// What the program's macro takes for it.
    pub(super) entry: String,
}

/// Reads the operations of the crate in a folder.
pub(super) fn read(who: Who, folder: &Path) -> Result<Vec<Operation>> {
    let (file, find): (_, fn(&syn::File) -> Vec<Operation>) = match who {
        Who::AwsSdk => ("src/operation.rs", of_aws_sdk),
        Who::Rusoto => ("src/generated.rs", of_rusoto),
        Who::Smithgen => ("src/operation.rs", of_smithgen),
    };
    let path = folder.join(file);
    let text = fs::read_to_string(&path)
        .with_context(|| format!("`{}` cannot be read", path.display()))?;
    let parsed =
        syn::parse_file(&text).with_context(|| format!("`{}` is not Rust", path.display()))?;
    let operations = find(&parsed);
    if operations.is_empty() {
        bail!("`{}` has no operations where {} used to have them", path.display(), who.name());
    }
    Ok(operations)
}

/// A public module each.
fn of_aws_sdk(file: &syn::File) -> Vec<Operation> {
    let modules = file.items.iter().filter_map(|item| match item {
        Item::Mod(module) if is_public(&module.vis) => Some(module.ident.to_string()),
        _ => None,
    });
    modules.map(called_by_name).collect()
}

/// A method each, of the trait that the client implements.
fn of_rusoto(file: &syn::File) -> Vec<Operation> {
    let traits = file.items.iter().filter_map(|item| match item {
        Item::Trait(client) if is_public(&client.vis) => Some(client),
        _ => None,
    });
    let methods = traits.flat_map(|client| &client.items).filter_map(|item| match item {
        TraitItem::Fn(method) => Some(method.sig.ident.to_string()),
        _ => None,
    });
    methods.map(called_by_name).collect()
}

/// A type each, which is exported from a module of its own: `pub use self::sign_up::SignUp`.
fn of_smithgen(file: &syn::File) -> Vec<Operation> {
    let exports = file.items.iter().filter_map(|item| match item {
        Item::Use(export) if is_public(&export.vis) => path(&export.tree),
        _ => None,
    });
    exports
        .filter_map(|path| match path.as_slice() {
            [start, module, name] if start == "self" => {
                Some(Operation { function: module.clone(), entry: format!("{module} {name}") })
            }
            _ => None,
        })
        .collect()
}

fn called_by_name(function: String) -> Operation {
    Operation { entry: function.clone(), function }
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// The steps of a path that names one thing.
fn path(tree: &UseTree) -> Option<Vec<String>> {
    match tree {
        UseTree::Path(step) => {
            let mut steps = vec![step.ident.to_string()];
            steps.extend(path(&step.tree)?);
            Some(steps)
        }
        UseTree::Name(name) => Some(vec![name.ident.to_string()]),
        UseTree::Rename(_) | UseTree::Glob(_) | UseTree::Group(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(find: fn(&syn::File) -> Vec<Operation>, text: &str) -> Vec<(String, String)> {
        let operations = find(&syn::parse_file(text).unwrap());
        operations.into_iter().map(|it| (it.function, it.entry)).collect()
    }

    fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        expected.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
    }

    #[test]
    fn each_crate_keeps_its_operations_in_a_place_of_its_own() {
        let aws_sdk = "/// Types.\npub mod sign_up;\nmod private;\npub use crate::x::Y;";
        assert_eq!(found(of_aws_sdk, aws_sdk), pairs(&[("sign_up", "sign_up")]));
        let rusoto = "#[async_trait] pub trait Client { \
            async fn sign_up(&self, input: A) -> Result<B, C>; \
            async fn list_users(&self, input: A) -> Result<B, C>; }
            impl Client for X { async fn other(&self) {} }";
        assert_eq!(
            found(of_rusoto, rusoto),
            pairs(&[("sign_up", "sign_up"), ("list_users", "list_users")])
        );
        let ours = "mod sign_up;\npub use self::sign_up::SignUp;\nuse self::a::A;\n\
            pub use crate::b::B;\npub use self::c::*;";
        assert_eq!(found(of_smithgen, ours), pairs(&[("sign_up", "sign_up SignUp")]));
    }
}
