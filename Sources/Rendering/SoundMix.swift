// SPDX-License-Identifier: GPL-3.0-or-later

internal import FFmpeg
internal import Glibc

/// How music and takes are put together.
struct SoundBalance: Sendable {
  /// What each is multiplied by.
  var music: Float = 1
  var voice: Float = 1
  /// Decibels by which the music changes, for each slot of 10 ms; empty for none.
  var ducking: [Float] = []
  /// One for each take.
  var edges: [SoundEdges] = []
}

/// The film's sound, block after block, before anything is done to it as a whole.
struct SoundMix: Sendable {
  private let material: SoundMaterial
  private let balance: SoundBalance
  private let isDucked: Bool
  private var position = 0

  init(_ material: SoundMaterial, _ balance: SoundBalance) {
    self.material = material
    self.balance = balance
    isDucked = balance.ducking.contains { $0 != 0 }
  }

  /// The next block of interleaved samples, at most `count` of each channel; nil at the film's end.
  mutating func next(_ count: Int) throws(FFmpegError) -> [Float]? {
    let count = min(count, material.sampleCount - position)
    guard count > 0 else { return nil }
    var block: [Float] = []
    if material.music != nil {
      try material.store.read(count, at: position, into: &block)
      turnMusic(&block)
    } else {
      block = [Float](repeating: 0, count: count * SoundEncoder.channels)
    }
    try addVoice(to: &block)
    position += count
    return block
  }

  private func turnMusic(_ block: inout [Float]) {
    if isDucked {
      for index in stride(from: 0, to: block.count, by: SoundEncoder.channels) {
        let factor = balance.music * duck(at: position + index / SoundEncoder.channels)
        block[index] *= factor
        block[index + 1] *= factor
      }
    } else if balance.music != 1 {
      for index in block.indices { block[index] *= balance.music }
    }
  }

  /// Even between the middles of two slots.
  private func duck(at sample: Int) -> Float {
    let last = balance.ducking.count - 1
    let place = Float(sample) / Float(SoundTake.slot)
    let slot = min(Int(place), last)
    let here = balance.ducking[slot]
    let there = balance.ducking[min(slot + 1, last)]
    if here == 0, there == 0 { return 1 }
    let level = here + (there - here) * (place - Float(Int(place)))
    return exp2(level * Self.bitsPerDecibel)
  }

  private func addVoice(to block: inout [Float]) throws(FFmpegError) {
    let count = block.count / SoundEncoder.channels
    var voice = [Float](repeating: 0, count: block.count)
    var samples: [Float] = []
    var isHeard = false
    for (index, take) in material.takes.enumerated() {
      let edges = balance.edges[index]
      let from = max(position, edges.heard.lowerBound, take.windowStart)
      let to = min(
        position + count, edges.heard.upperBound, take.windowStart + take.windowCount)
      guard from < to else { continue }
      isHeard = true
      try material.store.read(
        to - from, at: material.places[index] + from - take.windowStart, into: &samples)
      for step in 0..<(to - from) {
        let weight = balance.voice * Self.weight(edges, at: from + step)
        let target = (from + step - position) * SoundEncoder.channels
        voice[target] += samples[2 * step] * weight
        voice[target + 1] += samples[2 * step + 1] * weight
      }
    }
    guard isHeard else { return }
    // The music was faded when it was laid aside.
    material.fades.apply(to: &voice, at: position)
    for index in block.indices { block[index] += voice[index] }
  }

  /// Rises and falls with a raised cosine; two neighbours add up to one.
  private static func weight(_ edges: SoundEdges, at sample: Int) -> Float {
    ramp(sample - edges.start) * ramp(edges.end - sample)
  }

  private static func ramp(_ distance: Int) -> Float {
    if distance >= SoundTake.ramp { return 1 }
    if distance <= -SoundTake.ramp { return 0 }
    return 0.5 + 0.5 * sin(.pi / 2 * Float(distance) / Float(SoundTake.ramp))
  }

  /// log2(10) / 20.
  private static let bitsPerDecibel: Float = 0.166096404744
}
