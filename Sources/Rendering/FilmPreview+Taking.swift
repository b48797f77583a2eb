// SPDX-License-Identifier: GPL-3.0-or-later

package import FFmpeg
package import Media

extension FilmPreview {
  /// Decodes a few pictures and all sound of a film; the descriptor stays the caller's.
  ///
  /// `step` hears the share that is done.
  package init(
    of film: Int32, _ wish: Wish, interrupt: InterruptFlag? = nil,
    step: (Double) throws(FFmpegError) -> Void = { (_) throws(FFmpegError) in }
  ) throws(FFmpegError) {
    self.init()
    // So small that nobody sees what the loop filter is for.
    var reader = try VideoReader(descriptor: film, purpose: .analysis, interrupt: interrupt)
    let frame = try Frame()
    var encoder = try StillEncoder(reader.video, pixels: wish.pixels)
    size = encoder.size
    for (index, time) in wish.times.enumerated() {
      try step(Double(index) / Double(wish.times.count + 1))
      try reader.seek(to: time)
      let isThere = try reader.next(into: frame) != nil
      stills.append(isThere ? try encoder.encode(frame) : [])
    }
    let seconds = reader.info.duration?.seconds ?? 0
    if seconds > 0, reader.info.audio != nil {
      peaks = try Self.peaks(of: film, seconds: seconds, parts: wish.parts, interrupt)
    }
  }

  private static func peaks(
    of film: Int32, seconds: Double, parts: Int, _ interrupt: InterruptFlag?
  ) throws(FFmpegError) -> [Double] {
    var reader = try AudioReader(
      descriptor: film, sampleRate: SoundEncoder.sampleRate, channels: 1, interrupt: interrupt)
    let samplesPerPart = max(seconds * Double(reader.sampleRate) / Double(parts), 1)
    var peaks = [Float](repeating: 0, count: parts)
    var position = 0
    try reader.forEachBlock { (block) throws(FFmpegError) in
      for sample in block {
        let part = min(Int(Double(position) / samplesPerPart), parts - 1)
        peaks[part] = max(peaks[part], abs(sample))
        position += 1
      }
    }
    // To a hundredth, which is a pixel or two of a drawing.
    return peaks.map { (Double($0.isFinite ? min($0, 1) : 0) * 100).rounded() / 100 }
  }
}
