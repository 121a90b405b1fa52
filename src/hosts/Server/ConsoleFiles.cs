using Daylight.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace Daylight.Server;

/// <summary>Serves the built console; without it, says how to build it.</summary>
internal static class ConsoleFiles
{
    private const string NotBuilt =
        "<!doctype html><meta charset=utf-8><title>Daylight 昭行</title><p>界面尚未构建：请安装 Node 20 后运行 <code>./daylight serve</code>。"
        + "<p>The console has not been built: install Node 20 and run <code>./daylight serve</code>. The API answers under <code>/api/v1</code>.";

    private static string? Folder => ProductFiles.Find(Path.Combine("ui", "dist", "console"));

    public static void Use(WebApplication app)
    {
        if (Folder is not { } folder)
        {
            return;
        }

        FileExtensionContentTypeProvider types = new();
        types.Mappings[".webmanifest"] = "application/manifest+json";
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(folder),
            ContentTypeProvider = types,
            OnPrepareResponse = context => context.Context.Response.Headers.CacheControl =
                context.Context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache",
        });
    }

    public static void MapFallback(WebApplication app) => app.MapFallback("/{*path:nonfile}", async http =>
    {
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.Headers.CacheControl = "no-cache";
        if (Folder is { } folder)
        {
            await http.Response.SendFileAsync(Path.Combine(folder, "index.html"), http.RequestAborted);
            return;
        }

        await http.Response.WriteAsync(NotBuilt, http.RequestAborted);
    });
}
