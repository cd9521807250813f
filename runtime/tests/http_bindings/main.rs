//! HTTP bindings, and the protocols that have them, byte by byte. The expectations are those of Smithy's
//! specification of [HTTP bindings](https://smithy.io/2.0/spec/http-bindings.html).

mod bodies;
mod errors;
mod errors_in_success;
mod finish;
mod hostile;
mod odd_headers;
mod quirks;
mod requests;
mod responses;
mod secrets;
mod shapes;
