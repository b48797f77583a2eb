// SPDX-License-Identifier: GPL-3.0-or-later

internal import CFFmpeg

/// What no honest camera file exceeds and no hostile one may.
enum Limits {
  /// Pixels of one picture: 8192x4320 and a tenth more for padding.
  static let pixels: Int64 = 8192 * 4320 * 11 / 10

  /// Samples per second, from telephones to studios with room on both sides.
  static let sampleRates = 1000...768_000

  /// Changes of picture size within one file before it counts as hostile: each costs new buffers.
  static let sizeChanges = 16

  /// Sets the limits that FFmpeg keeps per process; cheap to call again.
  static func apply() { _ = once }

  private static let once: Void = {
    // Bytes of one allocation; an 8K picture of 16-bit 4:4:4 takes 213 MB.
    av_max_alloc(512 << 20)
    // FFmpeg prints to standard error, which is the journal's; errors come as return values.
    av_log_set_level(AV_LOG_QUIET)
  }()
}
