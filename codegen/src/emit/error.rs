//! The service's error: one variant a modelled error, and one for everything else.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use crate::docs::escape;
use crate::ir::{ErrorVariant, Package, Retry};

use super::syntax::{Std, doc_line, docs, ident, index};

/// Emits the module of the error.
pub(super) fn emit_module(std: Std<'_>, package: &Package) -> TokenStream {
    let variants = package.errors.iter().map(emit_variant);
    let facts = package.errors.iter().map(emit_facts);
    let names: Vec<_> = package.errors.iter().map(|error| ident(&error.name)).collect();
    let modeled = emit_modeled(&names);
    // Without errors of its own, the enum has no variant that the arm could match.
    let no_other = (!names.is_empty()).then(|| quote!(_ => None,));
    let option = std.option();
    let title = escape(&package.service.title);
    let doc = doc_line(&format!("What may go wrong in a call to {title}."));
    quote! {
        //! The one error of all operations.

        use smithgen_runtime::v1 as rt;

        #[doc = #doc]
        ///
        /// Its methods, such as `code`, `request_id` and `is_retryable`, are those of
        /// [`ServiceError`](crate::ServiceError).
        #[derive(Debug)]
        #[non_exhaustive]
        pub enum Error {
            #(#variants,)*
            /// What the model does not describe: an error that it does not know, a response that could
            /// not be read, or a request that could not be built.
            Other(rt::OtherError),
        }

        impl rt::ServiceError for Error {
            const ERRORS: &'static [rt::ErrorFacts] = &[#(#facts),*];

            fn modeled(
                index: usize,
                decoder: &mut rt::ModeledDecoder<'_>,
            ) -> Result<Self, rt::OtherError> {
                #modeled
            }

            fn metadata(&self) -> #option<&rt::ErrorMetadata> {
                match self {
                    #(Self::#names(error) => Some(error.metadata()),)*
                    Self::Other(error) => error.metadata(),
                }
            }

            fn other(&self) -> #option<&rt::OtherError> {
                match self {
                    Self::Other(error) => Some(error),
                    #no_other
                }
            }
        }

        rt::service_error!(Error);
    }
}

fn emit_modeled(names: &[Ident]) -> TokenStream {
    if names.is_empty() {
        return quote! {
            let _ = index;
            decoder.unmodeled()
        };
    }
    let indices = (0..names.len()).map(index);
    quote! {
        match index {
            #(#indices => decoder.decode().map(Self::#names),)*
            _ => decoder.unmodeled(),
        }
    }
}

fn emit_variant(error: &ErrorVariant) -> TokenStream {
    let (name, structure) = (ident(&error.name), ident(&error.structure));
    let docs = docs(&error.docs);
    quote!(#docs #name(rt::Modeled<crate::types::#structure>))
}

fn emit_facts(error: &ErrorVariant) -> TokenStream {
    let code = &error.code;
    let status = Literal::u16_unsuffixed(error.status);
    let query_code = error.query_code.as_ref().filter(|query_code| *query_code != code);
    let query_code = query_code.map(|query_code| quote!(.query_code(#query_code)));
    let retry = match error.retry {
        Retry::No => TokenStream::new(),
        Retry::Transient => quote!(.retry(rt::Retry::Transient)),
        Retry::Throttling => quote!(.retry(rt::Retry::Throttling)),
    };
    quote!(rt::ErrorFacts::new(#code) #query_code .http_status(#status) #retry)
}
