// What PowerShell 5.1 does with a disc drive through IMAPI2, Windows' own burner. It stands in the archive as text, whose
// bytes Electron checks, and not beside it as a script file that a policy on script files could refuse or somebody change.
// Nothing from outside is part of it: what is to be done comes as one line of JSON on its standard input, the image as
// the bytes behind that line (docs/decisions/0036-burning-on-windows.md).

/**
 * The image as the stream IMAPI2 asks for. It goes forwards only, and ends in an error when its bytes end early: a disc
 * must never be closed around a part of an image. C# 5, which is what PowerShell 5.1 compiles.
 */
export const imageStreamSource = String.raw`
using System;
using System.IO;
using System.Reflection;
using System.Runtime.InteropServices;
using ComTypes = System.Runtime.InteropServices.ComTypes;

namespace LendACam {
  [ComVisible(true)]
  public sealed class ImageStream : ComTypes.IStream {
    const int Aborted = unchecked((int)0x80004004);
    const int CannotSeek = unchecked((int)0x80030019);
    const int NotThere = unchecked((int)0x80004001);
    readonly Stream input;
    readonly long size;
    long taken;
    long position;

    public ImageStream(Stream input, long size) { this.input = input; this.size = size; }

    public long Left { get { return size - taken; } }

    public void Read(byte[] buffer, int count, IntPtr read) {
      int wanted = (int)Math.Min((long)count, Math.Max(0, size - position));
      if (wanted > 0 && position != taken) throw new COMException("The image can be read once only, in order.", CannotSeek);
      int done = 0;
      while (done < wanted) {
        int got = input.Read(buffer, done, wanted - done);
        if (got <= 0) throw new COMException("The image ended before its end.", Aborted);
        done += got;
        taken += got;
      }
      position += done;
      if (read != IntPtr.Zero) Marshal.WriteInt32(read, done);
    }

    public void Seek(long move, int origin, IntPtr newPosition) {
      position = move + (origin == 0 ? 0 : origin == 1 ? position : size);
      if (newPosition != IntPtr.Zero) Marshal.WriteInt64(newPosition, position);
    }

    public void Stat(out ComTypes.STATSTG facts, int flag) {
      facts = new ComTypes.STATSTG();
      facts.type = 2;
      facts.cbSize = size;
    }

    public void Commit(int flags) { }
    public void Clone(out ComTypes.IStream copy) { throw new COMException("", NotThere); }
    public void CopyTo(ComTypes.IStream to, long count, IntPtr read, IntPtr written) { throw new COMException("", NotThere); }
    public void LockRegion(long offset, long count, int type) { throw new COMException("", NotThere); }
    public void Revert() { throw new COMException("", NotThere); }
    public void SetSize(long newSize) { throw new COMException("", NotThere); }
    public void UnlockRegion(long offset, long count, int type) { throw new COMException("", NotThere); }
    public void Write(byte[] buffer, int count, IntPtr written) { throw new COMException("", NotThere); }

    /// Hands itself over as a bare interface: of an object PowerShell wrapped, IMAPI2 could not ask for a stream.
    public void WriteBy(object format) {
      object[] self = new object[] { new UnknownWrapper(this) };
      format.GetType().InvokeMember("Write", BindingFlags.InvokeMethod, null, format, self);
    }
  }
}
`;

/** One request a run. Every line it writes is one of `ImapiLine` (disc-imapi-answers.ts). */
export const imapiScript = String.raw`
$ErrorActionPreference = 'Stop'
[Console]::OutputEncoding = New-Object Text.UTF8Encoding $false
$noDisc = @('0xC0AA0202', '0xC0AA0205', '0xC0AA0206', '0xC0AA0207')
$notForWriting = @('0xC0AA0203', '0xC0AA0406')

function Say($fact) {
  [Console]::Out.WriteLine((ConvertTo-Json -InputObject $fact -Compress -Depth 4))
  [Console]::Out.Flush()
}

function Get-Cause($failure) {
  $cause = $failure.Exception
  while ($null -ne $cause.InnerException) { $cause = $cause.InnerException }
  $cause
}

function Get-Code($cause) { '0x{0:X8}' -f $cause.HResult }

# PowerShell's own reading of a property answers nothing where the property fails; this one fails, with Windows' code.
function Read-Property($object, $name) {
  [System.__ComObject].InvokeMember($name, [Reflection.BindingFlags]::GetProperty, $null, $object, $null)
}

function Read-PropertyOrNull($object, $name) {
  try { Read-Property $object $name } catch { $null }
}

# A disc IMAPI2 cannot write to, a closed one perhaps, is a disc all the same.
function Read-OfMedia($format, $name, $otherwise) {
  try {
    Read-Property $format $name
  } catch {
    if ((Get-Code (Get-Cause $_)) -notin $notForWriting) { throw }
    $otherwise
  }
}

function Open-Recorder($id) {
  $recorder = New-Object -ComObject IMAPI2.MsftDiscRecorder2
  $null = $recorder.InitializeDiscRecorder($id)
  $recorder
}

function Open-Format($recorder) {
  $format = New-Object -ComObject IMAPI2.MsftDiscFormat2Data
  $format.Recorder = $recorder
  $format.ClientName = 'Lend-A-Cam Evidence'
  $format
}

function Find-Drives {
  $master = New-Object -ComObject IMAPI2.MsftDiscMaster2
  $support = New-Object -ComObject IMAPI2.MsftDiscFormat2Data
  for ($index = 0; $index -lt $master.Count; $index++) {
    $id = $master.Item($index)
    $recorder = Open-Recorder $id
    if (-not $support.IsRecorderSupported($recorder)) { continue }
    @{
      id = $id
      vendor = [string](Read-PropertyOrNull $recorder 'VendorId')
      product = [string](Read-PropertyOrNull $recorder 'ProductId')
      letters = @(Read-PropertyOrNull $recorder 'VolumePathNames' | ForEach-Object { [string]$_ })
      deviceNumber = Read-Property $recorder 'LegacyDeviceNumber'
    }
  }
}

function Read-Media($recorder) {
  $format = Open-Format $recorder
  @{
    say = 'media'
    mediaType = Read-OfMedia $format 'CurrentPhysicalMediaType' 0
    status = Read-OfMedia $format 'CurrentMediaStatus' 0x8000
    freeSectors = Read-PropertyOrNull $format 'FreeSectorsOnMedia'
  }
}

# Out and in again; where the drive cannot draw its tray in, a person has the time to push it.
function Restart-Disc($recorder, $waitSeconds) {
  $null = $recorder.EjectMedia()
  if (Read-PropertyOrNull $recorder 'DeviceCanLoadMedia') { $null = $recorder.CloseTray() }
  for ($second = 0; $true; $second++) {
    try {
      return Read-Media $recorder
    } catch {
      if ($second -ge $waitSeconds -or (Get-Code (Get-Cause $_)) -notin $noDisc) { throw }
      Start-Sleep -Seconds 1
    }
  }
}

function Write-Disc($recorder, $imageBytes, $source) {
  Add-Type -TypeDefinition $env:LEND_A_CAM_IMAGE_STREAM
  $format = Open-Format $recorder
  if (((Read-Property $format 'CurrentMediaStatus') -band 2) -eq 0) { throw 'The disc is not blank.' }
  if ([long](Read-Property $format 'FreeSectorsOnMedia') * 2048 -lt $imageBytes) { throw 'The image does not fit.' }
  $format.ForceMediaToBeClosed = $true
  $image = New-Object LendACam.ImageStream $source, $imageBytes
  Say @{ say = 'ready' }
  if ($source.ReadByte() -ne 10) { throw 'It was stopped before anything was written.' }
  $image.WriteBy($format)
  if ($image.Left -ne 0) { throw 'The drive did not take the whole image.' }
  Say @{ say = 'written' }
}

try {
  $source = [Console]::OpenStandardInput()
  $line = New-Object Collections.Generic.List[byte]
  for ($byte = $source.ReadByte(); $byte -ne 10 -and $byte -ne -1; $byte = $source.ReadByte()) { $line.Add($byte) }
  $request = ConvertFrom-Json ([Text.Encoding]::UTF8.GetString($line.ToArray()))
  switch ($request.act) {
    'list' { Say @{ say = 'drives'; drives = @(Find-Drives) } }
    'media' { Say (Read-Media (Open-Recorder $request.id)) }
    'burn' { Write-Disc (Open-Recorder $request.id) ([long]$request.imageBytes) $source }
    'reload' { Say (Restart-Disc (Open-Recorder $request.id) $request.waitSeconds) }
    'eject' { $null = (Open-Recorder $request.id).EjectMedia(); Say @{ say = 'ejected' } }
    default { throw 'This is not known.' }
  }
} catch {
  $cause = Get-Cause $_
  Say @{ say = 'failed'; code = Get-Code $cause; message = $cause.Message }
  exit 1
}
`;
