//! What to generate from a model, and how.

/// What to generate from a model, and how.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The name of the generated package, such as `cognito-identity-provider`.
    pub package: String,
    /// Which operations the crate has.
    pub operations: Selection,
    /// How much of the service is generated.
    pub scope: Scope,
    /// The value of the runtime dependency in the generated `Cargo.toml`, as TOML, such as
    /// `{ path = "../../runtime" }`.
    pub runtime: String,
    /// Whether the package stands alone; a member of a workspace shares the workspace's lock file
    /// and target folder.
    pub standalone: bool,
    /// What the files say that they were made from, such as `models/cognito.json`.
    pub origin: Vec<String>,
}

/// Which operations of a service are generated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selection {
    /// All of them.
    All,
    /// Those of these names, and what they reach.
    Only(Vec<String>),
}

/// How much of a service is generated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Types and operations.
    Whole,
    /// Types and operations where the protocol is served, types alone where it is not.
    TypesOnly,
}
