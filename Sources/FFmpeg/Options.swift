// SPDX-License-Identifier: GPL-3.0-or-later

internal import CFFmpeg

/// Named settings for a codec, muxer or demuxer; what remains after use was not understood.
struct Options: ~Copyable {
  var pointer: OpaquePointer?

  init(_ values: KeyValuePairs<String, String> = [:]) throws(FFmpegError) {
    for (key, value) in values { try set(key, value) }
  }

  deinit {
    var pointer = pointer
    av_dict_free(&pointer)
  }

  mutating func set(_ key: String, _ value: String) throws(FFmpegError) {
    try check(av_dict_set(&pointer, key, value, 0), "av_dict_set")
  }

  /// Names that the callee left behind: misspelt, or unknown to this build.
  var leftover: [String] {
    var names: [String] = []
    var entry: UnsafeMutablePointer<AVDictionaryEntry>?
    while true {
      entry = av_dict_get(pointer, "", entry, AV_DICT_IGNORE_SUFFIX)
      guard let found = entry else { return names }
      names.append(String(cString: found.pointee.key))
    }
  }
}
