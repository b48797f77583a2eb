// SPDX-License-Identifier: GPL-3.0-or-later

internal import CFFmpeg

/// What an FFmpeg call answered when it failed.
package struct FFmpegError: Error, Hashable, Sendable {
  /// FFmpeg's code: a negative errno or a tag.
  package let code: Int32
  /// The C function.
  package let call: String

  package init(code: Int32, call: String) {
    self.code = code
    self.call = call
  }

  /// The work was cancelled through an interrupt flag.
  package var isInterruption: Bool { code == cff_error_exit }
  /// The bytes are not what they claim to be, or of a format outside the allow-list, which is no valid argument.
  package var isInvalidData: Bool {
    code == cff_error_invalid_data
      || (code == cff_error_invalid_argument && call == "avformat_open_input")
  }
  /// There is no picture, or no sound, in the file.
  package var isMissingStream: Bool { code == cff_error_stream_not_found }
  /// The stream is of a kind that is not read.
  package var isMissingDecoder: Bool { code == cff_error_decoder_not_found }
  /// This machine has no such encoder, or one that does not start.
  package var isMissingEncoder: Bool { code == cff_error_encoder_not_found }
  package var isOutOfMemory: Bool { code == cff_error_memory }
  /// The disk or the network failed, not the format.
  package var isReadError: Bool { code == cff_error_io || call == "pread" }
  /// The disk is full, or the file may not grow.
  package var isWriteError: Bool { call == "pwrite" || call == "ftruncate" }

  /// What work in progress throws when it is asked to stop.
  package static let interrupted = FFmpegError(code: cff_error_exit, call: "cancel")
}

extension FFmpegError: CustomStringConvertible {
  package var description: String {
    var text = [CChar](repeating: 0, count: 256)
    _ = av_strerror(code, &text, text.count)
    let end = text.firstIndex(of: 0) ?? text.endIndex
    let reason = String(decoding: text[..<end].map(UInt8.init(bitPattern:)), as: UTF8.self)
    return "\(call): \(reason)"
  }
}

/// Turns a negative answer of `call` into an error; passes any other through.
@discardableResult
func check(_ code: Int32, _ call: String) throws(FFmpegError) -> Int32 {
  guard code >= 0 else { throw FFmpegError(code: code, call: call) }
  return code
}

/// Turns a null answer of `call` into an out-of-memory error, which is what null means in FFmpeg.
func required<Value>(_ value: Value?, _ call: String) throws(FFmpegError) -> Value {
  guard let value else { throw FFmpegError(code: cff_error_memory, call: call) }
  return value
}
