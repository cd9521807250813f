//! What the model says about services and operations, as constants.

use super::{ErrorFacts, Protocol, RawResponse};

/// What the model says about a service.
#[derive(Debug)]
pub struct ServiceFacts {
    name: &'static str,
    version: &'static str,
    protocol: &'static dyn Protocol,
    query_compatible: bool,
    target_prefix: Option<&'static str>,
    sdk_id: Option<&'static str>,
    xml_namespace: Option<(&'static str, &'static str)>,
}

impl ServiceFacts {
    /// A service by its shape's name, its version, and the protocol that it speaks.
    pub const fn new(
        name: &'static str,
        version: &'static str,
        protocol: &'static dyn Protocol,
    ) -> Self {
        Self {
            name,
            version,
            protocol,
            query_compatible: false,
            target_prefix: None,
            sdk_id: None,
            xml_namespace: None,
        }
    }

    /// Marks a service that once spoke awsQuery, and still sends its error codes
    /// (`@aws.protocols#awsQueryCompatible`).
    #[must_use]
    pub const fn query_compatible(mut self) -> Self {
        self.query_compatible = true;
        self
    }

    /// Gives what starts the header `X-Amz-Target`, where that is not the name of the service's shape.
    #[must_use]
    pub const fn target_prefix(mut self, prefix: &'static str) -> Self {
        self.target_prefix = Some(prefix);
        self
    }

    /// Gives the name by which AWS's tools know the service.
    #[must_use]
    pub const fn sdk_id(mut self, id: &'static str) -> Self {
        self.sdk_id = Some(id);
        self
    }

    /// Gives the namespace of the service's XML, and its prefix, which may be empty (`@xmlNamespace`).
    #[must_use]
    pub const fn xml_namespace(mut self, uri: &'static str, prefix: &'static str) -> Self {
        self.xml_namespace = Some((uri, prefix));
        self
    }

    /// The name of the service's shape.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The version of the service.
    pub const fn version(&self) -> &'static str {
        self.version
    }

    /// The protocol that the service speaks.
    pub const fn protocol(&self) -> &'static dyn Protocol {
        self.protocol
    }

    /// Whether the service still sends the error codes of awsQuery.
    pub const fn is_query_compatible(&self) -> bool {
        self.query_compatible
    }

    /// What starts the header `X-Amz-Target`.
    pub const fn get_target_prefix(&self) -> &'static str {
        match self.target_prefix {
            Some(prefix) => prefix,
            None => self.name,
        }
    }

    /// The name by which AWS's tools know the service, where it is one of AWS's.
    pub const fn get_sdk_id(&self) -> Option<&'static str> {
        self.sdk_id
    }

    /// The namespace of the service's XML, and its prefix.
    pub const fn get_xml_namespace(&self) -> Option<(&'static str, &'static str)> {
        self.xml_namespace
    }
}

/// What the model says about an operation.
#[derive(Debug)]
pub struct OperationFacts {
    name: &'static str,
    service: &'static ServiceFacts,
    errors: &'static [&'static str],
    input: Modelled,
    output: Modelled,
    http: Option<HttpFacts>,
    host_prefix: Option<&'static str>,
    input_root: Option<&'static str>,
    input_namespace: Option<(&'static str, &'static str)>,
    result_wrapper: Option<&'static str>,
    output_root: OutputRoot,
    checksum: Checksum,
    compression: Compression,
    output_kind: OutputKind,
}

/// The HTTP bindings of an operation ([`@http`]).
///
/// [`@http`]: https://smithy.io/2.0/spec/http-bindings.html#http-trait
#[derive(Debug, Clone, Copy)]
pub struct HttpFacts {
    method: &'static str,
    uri: &'static str,
    code: u16,
}

impl HttpFacts {
    /// The method.
    pub const fn method(&self) -> &'static str {
        self.method
    }

    /// The pattern of the URI.
    pub const fn uri(&self) -> &'static str {
        self.uri
    }

    /// The status of success.
    pub const fn code(&self) -> u16 {
        self.code
    }
}

/// What the root element of a body holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum OutputRoot {
    Members,
    Member,
}

/// Whether a request is refused without a checksum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Checksum {
    Required,
    Optional,
}

/// Whether the service takes compressed bodies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Compression {
    Gzip,
    None,
}

/// How an output comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum OutputKind {
    Whole,
    Events,
}

/// Whether the model gives an operation an input or an output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Modelled {
    Yes,
    No,
}

impl OperationFacts {
    /// An operation of a service.
    pub const fn of(service: &'static ServiceFacts) -> Self {
        Self {
            name: "",
            service,
            errors: &[],
            input: Modelled::Yes,
            output: Modelled::Yes,
            http: None,
            host_prefix: None,
            input_root: None,
            input_namespace: None,
            result_wrapper: None,
            output_root: OutputRoot::Members,
            checksum: Checksum::Optional,
            compression: Compression::None,
            output_kind: OutputKind::Whole,
        }
    }

    /// Gives the name of the operation's shape.
    #[must_use]
    pub const fn named(mut self, name: &'static str) -> Self {
        self.name = name;
        self
    }

    /// Gives the operation's own errors, by the names of their shapes: they are matched before the others of
    /// the service.
    #[must_use]
    pub const fn errors(mut self, errors: &'static [&'static str]) -> Self {
        self.errors = errors;
        self
    }

    /// Says that the model gives the operation no input.
    #[must_use]
    pub const fn without_input(mut self) -> Self {
        self.input = Modelled::No;
        self
    }

    /// Says that the model gives the operation no output.
    #[must_use]
    pub const fn without_output(mut self) -> Self {
        self.output = Modelled::No;
        self
    }

    /// Gives the method, the pattern of the URI, and the status of success (`@http`).
    #[must_use]
    pub const fn http(mut self, method: &'static str, uri: &'static str, code: u16) -> Self {
        self.http = Some(HttpFacts { method, uri, code });
        self
    }

    /// Gives what is put before the host, with its labels (`@endpoint`).
    #[must_use]
    pub const fn host_prefix(mut self, pattern: &'static str) -> Self {
        self.host_prefix = Some(pattern);
        self
    }

    /// Gives the element that holds the input in XML, where it is not called as its shape is.
    #[must_use]
    pub const fn input_root(mut self, name: &'static str) -> Self {
        self.input_root = Some(name);
        self
    }

    /// Gives the namespace of that element, and its prefix, where it is not the service's.
    #[must_use]
    pub const fn input_namespace(mut self, uri: &'static str, prefix: &'static str) -> Self {
        self.input_namespace = Some((uri, prefix));
        self
    }

    /// Gives the element that holds the output in awsQuery, where it is not called as the operation is.
    #[must_use]
    pub const fn result_wrapper(mut self, name: &'static str) -> Self {
        self.result_wrapper = Some(name);
        self
    }

    /// Says that the root element is the output's one member (`@s3UnwrappedXmlOutput`).
    #[must_use]
    pub const fn unwrapped_output(mut self) -> Self {
        self.output_root = OutputRoot::Member;
        self
    }

    /// Says that a request is refused without a checksum of its body (`@httpChecksumRequired`).
    #[must_use]
    pub const fn checksum_required(mut self) -> Self {
        self.checksum = Checksum::Required;
        self
    }

    /// Says that the service takes gzipped bodies (`@requestCompression`).
    #[must_use]
    pub const fn gzip(mut self) -> Self {
        self.compression = Compression::Gzip;
        self
    }

    /// Says that the output holds an event stream.
    #[must_use]
    pub const fn event_output(mut self) -> Self {
        self.output_kind = OutputKind::Events;
        self
    }

    /// The name of the operation's shape.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The service that has the operation.
    pub const fn service(&self) -> &'static ServiceFacts {
        self.service
    }

    /// The protocol that the service speaks.
    pub const fn protocol(&self) -> &'static dyn Protocol {
        self.service.protocol
    }

    /// Whether the model gives the operation an input.
    pub fn has_input(&self) -> bool {
        self.input == Modelled::Yes
    }

    /// Whether the model gives the operation an output.
    pub fn has_output(&self) -> bool {
        self.output == Modelled::Yes
    }

    /// The HTTP bindings.
    pub const fn get_http(&self) -> Option<&HttpFacts> {
        self.http.as_ref()
    }

    /// What is put before the host, with its labels.
    pub const fn get_host_prefix(&self) -> Option<&'static str> {
        self.host_prefix
    }

    /// The element that holds the input in XML, where it is not called as its shape is.
    pub const fn get_input_root(&self) -> Option<&'static str> {
        self.input_root
    }

    /// The namespace of that element, and its prefix, where it is not the service's.
    pub const fn get_input_namespace(&self) -> Option<(&'static str, &'static str)> {
        self.input_namespace
    }

    /// The element that holds the output in awsQuery, where it is not called as the operation is.
    pub const fn get_result_wrapper(&self) -> Option<&'static str> {
        self.result_wrapper
    }

    /// Whether the root element is the output's one member.
    pub fn has_unwrapped_output(&self) -> bool {
        self.output_root == OutputRoot::Member
    }

    /// Whether a request is refused without a checksum of its body.
    pub fn requires_checksum(&self) -> bool {
        self.checksum == Checksum::Required
    }

    /// Whether the service takes gzipped bodies.
    pub fn takes_gzip(&self) -> bool {
        self.compression == Compression::Gzip
    }

    /// Whether the output holds an event stream.
    pub fn has_event_output(&self) -> bool {
        self.output_kind == OutputKind::Events
    }

    /// Whether a response's status is one of success, or the one that the model gives.
    pub(crate) fn is_success(&self, response: &RawResponse<'_>) -> bool {
        let status = response.status();
        status.is_success() || self.http.is_some_and(|http| http.code() == status)
    }

    /// The index of the error that a code means: one of the operation's own, or else any of the service's.
    pub(crate) fn error_called(&self, code: &str, all: &[ErrorFacts]) -> Option<usize> {
        let is_own = |error: &ErrorFacts| self.errors.contains(&error.code());
        let own = all.iter().position(|error| error.is_called(code) && is_own(error));
        own.or_else(|| all.iter().position(|error| error.is_called(code)))
    }
}

#[cfg(all(test, feature = "json"))]
mod tests {
    use super::*;
    use crate::protocol::AWS_JSON_1_1;

    static SERVICE: ServiceFacts = ServiceFacts::new("Service", "1", &AWS_JSON_1_1);

    /// Two errors of one service may have one code, as in Amazon `CloudWatch`.
    #[test]
    fn the_operations_own_errors_come_first() {
        let all = [
            ErrorFacts::new("FirstNotFound").query_code("NotFound"),
            ErrorFacts::new("SecondNotFound").query_code("NotFound"),
        ];
        let none = OperationFacts::of(&SERVICE);
        let second = OperationFacts::of(&SERVICE).errors(&["SecondNotFound"]);
        assert_eq!(none.error_called("NotFound", &all), Some(0));
        assert_eq!(second.error_called("NotFound", &all), Some(1));
        assert_eq!(second.error_called("FirstNotFound", &all), Some(0));
        assert_eq!(second.error_called("Other", &all), None);
    }
}
