// SPDX-License-Identifier: GPL-3.0-or-later

internal import CFFmpeg

/// Turns blocks of samples of one format into interleaved floats of another rate and number of channels.
struct Resampler: ~Copyable {
  private let handle: ResamplerHandle
  private let source: SampleLayout
  private let channels: Int
  /// Channels of the C resampler's output: those of the input where it knows no mix for them.
  private let mixedChannels: Int

  /// For blocks like `frame`.
  init(like frame: borrowing Frame, sampleRate: Int, channels: Int) throws(FFmpegError) {
    let source = SampleLayout(frame)
    guard Limits.sampleRates.contains(source.rate), source.channels > 0 else {
      throw FFmpegError(code: cff_error_invalid_data, call: "Resampler.init")
    }
    let mixedChannels = cff_has_default_mix(frame.pointer) != 0 ? channels : source.channels
    let handle = try ResamplerHandle(frame, rate: sampleRate, channels: mixedChannels)
    self.handle = handle
    self.source = source
    self.channels = channels
    self.mixedChannels = mixedChannels
  }

  /// True while blocks look like the one that this was made for; make another when not.
  func accepts(_ frame: borrowing Frame) -> Bool { source == SampleLayout(frame) }

  /// Appends what `frame` becomes to `samples`.
  func convert(_ frame: borrowing Frame, into samples: inout [Float]) throws(FFmpegError) {
    try convert(frame.pointer, count: frame.sampleCount, into: &samples)
  }

  /// Appends what was held back.
  func finish(into samples: inout [Float]) throws(FFmpegError) {
    try convert(nil, count: 0, into: &samples)
  }

  private func convert(
    _ frame: UnsafePointer<AVFrame>?, count: Int, into samples: inout [Float]
  ) throws(FFmpegError) {
    let room = swr_get_out_samples(handle.pointer, Int32(count))
    try check(room, "swr_get_out_samples")
    var mixed = [Float](repeating: 0, count: Int(room) * mixedChannels)
    let got = mixed.withUnsafeMutableBufferPointer { mixed in
      cff_resample(handle.pointer, mixed.baseAddress, room, frame, Int32(count))
    }
    try check(got, "swr_convert")
    for index in 0..<(Int(got) * mixedChannels) where !mixed[index].isFinite { mixed[index] = 0 }
    if mixedChannels == channels {
      samples += mixed[..<(Int(got) * channels)]
    } else {
      appendAverages(of: mixed, count: Int(got), to: &samples)
    }
  }

  /// The mix of layouts that FFmpeg does not know: every channel alike.
  private func appendAverages(of mixed: [Float], count: Int, to samples: inout [Float]) {
    for index in 0..<count {
      let all = mixed[(index * mixedChannels)..<((index + 1) * mixedChannels)]
      let average = all.reduce(0, +) / Float(mixedChannels)
      for _ in 0..<channels { samples.append(average) }
    }
  }
}

/// The state of one conversion.
struct ResamplerHandle: ~Copyable {
  let pointer: OpaquePointer

  init(_ frame: borrowing Frame, rate: Int, channels: Int) throws(FFmpegError) {
    var made: OpaquePointer?
    let code = cff_make_resampler(&made, frame.pointer, Int32(rate), Int32(channels))
    guard code >= 0, let made else {
      swr_free(&made)
      throw FFmpegError(code: code < 0 ? code : cff_error_memory, call: "swr_init")
    }
    pointer = made
  }

  deinit {
    var pointer: OpaquePointer? = pointer
    swr_free(&pointer)
  }
}

/// What a resampler is made for.
private struct SampleLayout: Equatable {
  let format: Int32
  let rate: Int
  let channels: Int
  let mask: UInt64

  init(_ frame: borrowing Frame) {
    format = frame.pointer.pointee.format
    rate = Int(frame.pointer.pointee.sample_rate)
    channels = Int(frame.pointer.pointee.ch_layout.nb_channels)
    mask = cff_channel_mask(frame.pointer)
  }
}
