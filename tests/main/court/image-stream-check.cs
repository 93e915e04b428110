using System;
using System.IO;
using System.Runtime.InteropServices;
using ComTypes = System.Runtime.InteropServices.ComTypes;

// In place of IMAPI2: takes the stream as it is handed over, asks for its size, goes to its end and back, and reads it.
// The image goes to standard output, what was seen to standard error. Arguments: how long the image says it is, and
// what is to be tried.
public sealed class Format {
  readonly string attempt;
  public Format(string attempt) { this.attempt = attempt; }

  public void Write(object handed) {
    ComTypes.IStream image = (ComTypes.IStream)((UnknownWrapper)handed).WrappedObject;
    ComTypes.STATSTG facts;
    image.Stat(out facts, 1);
    IntPtr number = Marshal.AllocHGlobal(8);
    image.Seek(0, 2, number);
    Console.Error.WriteLine("size " + facts.cbSize + " end " + Marshal.ReadInt64(number));
    if (attempt == "past the end") Console.Error.WriteLine("there " + Take(image, number, new byte[10]));
    image.Seek(0, 0, IntPtr.Zero);
    Stream output = Console.OpenStandardOutput();
    byte[] bytes = new byte[65536];
    for (int got = Take(image, number, bytes); got > 0; got = Take(image, number, bytes)) {
      output.Write(bytes, 0, got);
      if (attempt == "again from the start") image.Seek(0, 0, IntPtr.Zero);
    }
  }

  static int Take(ComTypes.IStream image, IntPtr number, byte[] bytes) {
    image.Read(bytes, bytes.Length, number);
    return Marshal.ReadInt32(number);
  }
}

public static class Check {
  public static void Main(string[] args) {
    LendACam.ImageStream image = new LendACam.ImageStream(Console.OpenStandardInput(), long.Parse(args[0]));
    try {
      image.WriteBy(new Format(args[1]));
    } catch (Exception failure) {
      while (failure.InnerException != null) failure = failure.InnerException;
      Console.Error.WriteLine("failed " + ((COMException)failure).ErrorCode.ToString("X8"));
    }
    Console.Error.WriteLine("left " + image.Left);
  }
}
