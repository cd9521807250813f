//! The wire of two packages: what counts of it, where the models say different things that mean the same.

use std::collections::BTreeSet;

use smithgen_codegen::ir::{Http, MemberSchema, OperationWire, Package, Protocol, WireTrait};

/// What the protocols of both packages ask about. botocore states the names of XML only for a service that
/// speaks it.
pub(super) struct Asked<'a> {
    protocols: Vec<Protocol>,
    /// Structures that are the output of operations alone, by name.
    outputs: BTreeSet<&'a str>,
}

impl<'a> Asked<'a> {
    /// By two packages.
    pub(super) fn by(left: &'a Package, right: &'a Package) -> Self {
        let operations = || left.operations.iter().chain(&right.operations);
        let inputs: BTreeSet<&str> = operations().map(|def| def.input.as_str()).collect();
        let outputs = operations().map(|def| def.output.as_str());
        Self {
            protocols: [left, right].into_iter().filter_map(|it| it.service.protocol).collect(),
            outputs: outputs.filter(|name| !inputs.contains(name)).collect(),
        }
    }

    /// What counts of a structure or union. An output's name is that of the root of an answer, at which nobody
    /// looks.
    pub(super) fn shape(&self, name: &str, traits: &[WireTrait]) -> String {
        let is_output = self.outputs.contains(name);
        let counts = |it: &&WireTrait| {
            self.is_asked(it) && !(is_output && matches!(it, WireTrait::XmlName(_)))
        };
        format!("{:?}", traits.iter().filter(counts).collect::<Vec<_>>())
    }

    /// What counts of a member, given the name of the structure that holds it.
    pub(super) fn member(&self, holder: &str, schema: &MemberSchema) -> String {
        let is_output = self.outputs.contains(holder);
        let is_payload = schema.traits.contains(&WireTrait::HttpPayload);
        let counts = |it: &&WireTrait| {
            let says_nothing = match it {
                // The root of an answer.
                WireTrait::XmlName(_) if is_payload => is_output,
                // The name that the element has anyway.
                WireTrait::XmlName(name) => *name == schema.name,
                WireTrait::HttpLabel | WireTrait::HttpQuery(_) | WireTrait::HttpQueryParams => {
                    is_output
                }
                _ => false,
            };
            self.is_asked(it) && !says_nothing
        };
        format!("{:?}", schema.traits.iter().filter(counts).collect::<Vec<_>>())
    }

    fn is_asked(&self, wire_trait: &WireTrait) -> bool {
        self.protocols.iter().all(|protocol| asks(*protocol, wire_trait))
    }
}

fn asks(protocol: Protocol, wire_trait: &WireTrait) -> bool {
    use Protocol::{AwsQuery, Ec2Query, RestJson1, RestXml};
    match wire_trait {
        WireTrait::XmlName(_)
        | WireTrait::XmlAttribute
        | WireTrait::XmlFlattened
        | WireTrait::XmlNamespace(_) => matches!(protocol, AwsQuery | Ec2Query | RestXml),
        WireTrait::Ec2QueryName(_) => protocol == Ec2Query,
        WireTrait::MediaType(_)
        | WireTrait::HttpLabel
        | WireTrait::HttpHeader(_)
        | WireTrait::HttpPrefixHeaders(_)
        | WireTrait::HttpQuery(_)
        | WireTrait::HttpQueryParams
        | WireTrait::HttpPayload
        | WireTrait::HttpResponseCode => matches!(protocol, RestJson1 | RestXml),
        WireTrait::HostLabel
        | WireTrait::EventHeader
        | WireTrait::EventPayload
        | WireTrait::EventStream
        | WireTrait::Exception => true,
        // It has a kind of its own.
        WireTrait::Sensitive => false,
    }
}

/// What counts of an operation. Smithy's models of S3 name the operation in a parameter that only logs are for,
/// and botocore's have slashes at the ends of paths.
pub(super) fn operation(wire: &OperationWire) -> String {
    let http = wire.http.as_ref().map(|http| Http { uri: plain_uri(&http.uri), ..http.clone() });
    format!("{:?}", OperationWire { http, ..wire.clone() })
}

fn plain_uri(uri: &str) -> String {
    let (path, query) = uri.split_once('?').unwrap_or((uri, ""));
    let is_for_logs = |parameter: &&str| parameter.starts_with("x-id=");
    let query: Vec<&str> = query.split('&').filter(|parameter| !is_for_logs(parameter)).collect();
    [path.trim_end_matches('/'), &query.join("&")].join("?")
}

#[cfg(test)]
mod tests {
    use super::plain_uri;

    #[test]
    fn uris_are_compared_without_what_means_nothing() {
        for (one, other) in [
            ("/{Bucket}/{Key+}?x-id=GetObject", "/{Bucket}/{Key+}"),
            ("/{Bucket}?analytics&x-id=List", "/{Bucket}?analytics"),
            ("/rrset/", "/rrset"),
        ] {
            assert_eq!(plain_uri(one), plain_uri(other));
        }
        assert_ne!(plain_uri("/a?b"), plain_uri("/a"));
        assert_ne!(plain_uri("/a/b"), plain_uri("/a"));
    }
}
