using Daylight.Platform.Callers;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Daylight.Server;

/// <summary>The OpenAPI document: title, security and the permission each endpoint asks for.</summary>
internal static class ApiDocument
{
    public static void Configure(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Daylight",
                Version = "v1",
                Description = "Errors are problem+json with a stable `code`. Writes take an `Idempotency-Key`. Browser writes carry `X-Daylight: 1`.",
            };
            document.Servers = [];
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            if (context.Description.ActionDescriptor.EndpointMetadata.OfType<RequiredPermission>().FirstOrDefault() is { } required)
            {
                operation.Description = required.Permission is { } permission ? $"Needs the permission `{permission}`." : "Needs a signed-in caller.";
            }

            return Task.CompletedTask;
        });
    }
}
