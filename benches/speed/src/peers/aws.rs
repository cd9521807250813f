//! An operation of an aws-sdk crate without its client: nothing is resolved, signed, sent or retried.
//!
//! The crates keep their serializers to themselves, but an operation is a plugin whose public configuration holds
//! them. What they do beyond a body: the request's method, path and headers, or the id of the response; and
//! they consume the input and hand out the output in a box, as the client does.

use anyhow::{Context as _, Result, anyhow};
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{Error, Input, Output};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse, OrchestratorError};
use aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugin;
use aws_smithy_runtime_api::client::ser_de::{
    DeserializeResponse as _, SerializeRequest as _, SharedRequestSerializer,
    SharedResponseDeserializer,
};
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::{ConfigBag, Layer};

/// An operation's way from an input to a request, and from a response to an output.
pub(crate) struct Operation {
    config: ConfigBag,
    serializer: SharedRequestSerializer,
}

impl Operation {
    /// The operation of this plugin, in a service with this configuration.
    pub(crate) fn new(operation: &dyn RuntimePlugin, service: Layer) -> Result<Self> {
        let mut config = ConfigBag::base();
        config.push_layer(service);
        config.push_shared_layer(operation.config().context("the operation has no configuration")?);
        let serializer = config.load::<SharedRequestSerializer>().cloned();
        Ok(Self { serializer: serializer.context("the operation has no serializer")?, config })
    }

    /// The request of an input.
    pub(crate) fn request(&mut self, input: Input) -> Result<HttpRequest, BoxError> {
        self.serializer.serialize_input(input, &mut self.config)
    }

    /// The output that a response holds.
    pub(crate) fn response(
        &self,
        response: &HttpResponse,
    ) -> Result<Output, OrchestratorError<Error>> {
        let deserializer = self.config.load::<SharedResponseDeserializer>();
        let missing = || OrchestratorError::other("the operation has no deserializer");
        deserializer
            .ok_or_else(missing)?
            .deserialize_nonstreaming_with_config(response, &self.config)
    }
}

/// A service that needs no configuration.
pub(crate) fn plain_service() -> Layer {
    Layer::new("service")
}

/// The body of a request.
pub(crate) fn body(request: Result<HttpRequest, BoxError>) -> Result<Vec<u8>> {
    let request = request.map_err(|error| anyhow!(error))?;
    Ok(request.body().bytes().context("the body is a stream")?.to_vec())
}

/// A response of success with this body.
pub(crate) fn ok(body: &[u8]) -> Result<HttpResponse> {
    Ok(HttpResponse::new(StatusCode::try_from(200)?, SdkBody::from(body)))
}

/// The output of an operation, out of its box.
pub(crate) fn output<T: std::fmt::Debug + Send + Sync + 'static>(
    output: Result<Output, OrchestratorError<Error>>,
) -> Result<T> {
    let output = output.map_err(|error| anyhow!("{error:?}"))?;
    output.downcast::<T>().map_err(|_| anyhow!("the output is of another operation"))
}
