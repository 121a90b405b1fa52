using System.ComponentModel;
using System.Diagnostics;
using Daylight.Platform;

namespace Daylight.Conduct;

/// <summary>
/// Converts what our own reader does not know, with the <c>ffmpeg</c> on the path. Samples go through pipes: no plain recording
/// touches the disk. Formats whose index stands at the end of the file (some MP4) can't be read that way.
/// </summary>
internal static class Ffmpeg
{
    private const int OutputBytesMax = 1024 * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Any recording as a WAV of 16 kHz, its channels kept.</summary>
    public static async Task<Result<byte[]>> ToWavAsync(byte[] recording, CancellationToken cancellation)
    {
        using Process process = new()
        {
            StartInfo = new ProcessStartInfo("ffmpeg", ["-nostdin", "-hide_banner", "-loglevel", "error", "-i", "pipe:0", "-map", "0:a:0", "-c:a", "pcm_s16le", "-ar", "16000", "-f", "wav", "pipe:1"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            },
        };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            return AudioErrors.NeedsFfmpeg;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            return await ConvertAsync(process, recording, patience.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return AudioErrors.NotAudio;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    private static async Task<Result<byte[]>> ConvertAsync(Process process, byte[] recording, CancellationToken cancellation)
    {
        var said = process.StandardError.ReadToEndAsync(cancellation);
        var feeding = FeedAsync(process, recording, cancellation);
        using MemoryStream wav = new();
        var block = new byte[64 * 1024];
        int read;
        while ((read = await process.StandardOutput.BaseStream.ReadAsync(block, cancellation)) > 0)
        {
            wav.Write(block, 0, read);
            if (wav.Length > OutputBytesMax)
            {
                return AudioErrors.TooLong;
            }
        }

        await feeding;
        await said; // Read so that the pipe never fills; what it says may hold tags of the file, so it goes nowhere.
        await process.WaitForExitAsync(cancellation);
        return process.ExitCode == 0 && wav.Length > 0 ? wav.ToArray() : AudioErrors.NotAudio;
    }

    private static async Task FeedAsync(Process process, byte[] recording, CancellationToken cancellation)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(recording, cancellation);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has read enough, or has given up; its exit code says which.
        }
    }
}
