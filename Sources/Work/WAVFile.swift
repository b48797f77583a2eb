// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux

/// A WAV file of 16 bits that is written as its samples come.
struct WAVFile {
  private let descriptor: Int32
  private let sampleRate: Int
  private let channels: Int
  /// Bytes of samples so far.
  private(set) var byteCount = 0

  private static let headerSize = 44

  /// Empties the file, which stays its owner's; a job whose worker had to make room is done again, on the same file.
  init(descriptor: Int32, sampleRate: Int, channels: Int) throws(SystemError) {
    self.descriptor = descriptor
    self.sampleRate = sampleRate
    self.channels = channels
    try FileDescriptor.rewrite(descriptor, with: [])
  }

  /// Appends interleaved samples of full scale 1.
  mutating func append(_ samples: [Float]) throws(SystemError) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(samples.count * 2)
    for sample in samples {
      let value = Int16(min(max(sample * 32_767, -32_767), 32_767).rounded())
      append(UInt16(bitPattern: value), to: &bytes)
    }
    try FileDescriptor.write(bytes, at: Int64(Self.headerSize + byteCount), to: descriptor)
    byteCount += bytes.count
  }

  /// Writes the header, which tells the length.
  func finish() throws(SystemError) {
    var header = Array("RIFF".utf8)
    append(UInt32(Self.headerSize - 8 + byteCount), to: &header)
    header += Array("WAVEfmt ".utf8)
    append(UInt32(16), to: &header)
    // Plain samples.
    append(UInt16(1), to: &header)
    append(UInt16(channels), to: &header)
    append(UInt32(sampleRate), to: &header)
    append(UInt32(sampleRate * channels * 2), to: &header)
    append(UInt16(channels * 2), to: &header)
    append(UInt16(16), to: &header)
    header += Array("data".utf8)
    append(UInt32(byteCount), to: &header)
    try FileDescriptor.write(header, at: 0, to: descriptor)
  }

  private func append(_ value: some FixedWidthInteger, to bytes: inout [UInt8]) {
    for shift in stride(from: 0, to: value.bitWidth, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }
}
