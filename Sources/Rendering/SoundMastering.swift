// SPDX-License-Identifier: GPL-3.0-or-later

package import FFmpeg
package import Media

/// Brings a film's sound to its loudness and encodes it.
package struct SoundMastering: Sendable {
  private let material: SoundMaterial
  private let balance: SoundBalance
  /// LUFS; nil leaves the music as it is.
  private let target: Double?
  private let interrupt: InterruptFlag?

  /// Chooses edits, balance and ducking.
  package init(
    _ material: SoundMaterial, _ soundtrack: Soundtrack, interrupt: InterruptFlag? = nil
  ) {
    self.material = material
    self.interrupt = interrupt
    target = soundtrack.loudness
    var balance = SoundBalance()
    if !material.takes.isEmpty {
      balance.edges = SoundEdits.edges(of: material.takes, sampleCount: material.sampleCount)
      let voice = material.voice(balance.edges)
      if material.music != nil { balance.ducking = Ducking.levels(for: voice) }
      if let target {
        balance.music = Self.factor(from: material.music?.energies ?? [], to: target)
        balance.voice = Self.factor(from: Ducking.tenths(of: voice), to: target)
      }
    }
    self.balance = balance
  }

  /// Encodes into `output`, again where the coder made too much of it; answers what is heard of the result.
  package func encode(
    to output: Int32, progress: (Double) throws(FFmpegError) -> Void
  ) throws(FFmpegError) -> SoundLevel {
    var setting = try choose()
    for round in 1...Self.rounds {
      let reduction = try encode(to: output, setting) { (share) throws(FFmpegError) in
        try progress(share)
      }
      var heard = try Self.hear(output, interrupt)
      heard.gain = setting.gain
      heard.reduction = reduction
      guard round < Self.rounds, let better = correction(of: setting, heard) else { return heard }
      setting = better
    }
    preconditionFailure("the last round answers")
  }

  /// What is done to the mix as a whole.
  private struct Setting {
    /// Decibels.
    var gain = 0.0
    /// dBTP; nil without a limiter.
    var ceiling: Double?
    /// The mix's own height in dBTP.
    var peak = 0.0
  }

  /// The gain that leads to the target, and a limiter where it would lead too high.
  private func choose() throws(FFmpegError) -> Setting {
    // The song alone and as it is needs no look at all.
    if target == nil, material.takes.isEmpty { return Setting() }
    let mix = try measured(nil)
    var setting = Setting(peak: mix.truePeak ?? -100)
    guard let loudness = mix.loudness else { return setting }
    if let target { setting.gain = min(target - loudness, Self.largestGain) }
    guard setting.peak + setting.gain > Self.ceiling else { return setting }
    setting.ceiling = Self.ceiling
    setting.gain = bounded(setting.gain, setting)
    // A limiter takes away from the loudness, too.
    if let target, let limited = try measured(setting).loudness {
      setting.gain = bounded(setting.gain + target - limited, setting)
    }
    return setting
  }

  /// Never so much that the limiter would have to do more than is gentle.
  private func bounded(_ gain: Double, _ setting: Setting) -> Double {
    target == nil ? gain : min(gain, Self.gentleReduction + Self.ceiling - setting.peak)
  }

  /// What to do better; nil when it is good, or as good as it gets.
  private func correction(of setting: Setting, _ heard: SoundLevel) -> Setting? {
    guard let peak = heard.truePeak, let loudness = heard.loudness,
      target != nil || !material.takes.isEmpty
    else { return nil }
    var better = setting
    if peak > Self.highestPeak {
      let height = setting.ceiling ?? min(setting.peak + setting.gain, Self.ceiling)
      better.ceiling = height - (peak - Self.highestPeak) - Self.reserve
    }
    if let target, abs(target - loudness) > Self.tolerance {
      better.gain = min(
        bounded(setting.gain + target - loudness, better), max(setting.gain, Self.largestGain))
      if better.ceiling == nil, better.gain + setting.peak > Self.ceiling {
        better.ceiling = Self.ceiling
      }
    }
    let isSame = better.ceiling == setting.ceiling && abs(better.gain - setting.gain) < 0.05
    return isSame ? nil : better
  }

  /// The mix's level without encoding it; with no setting as it is.
  private func measured(_ setting: Setting?) throws(FFmpegError) -> SoundLevel {
    if setting == nil, material.takes.isEmpty, let music = material.music {
      return SoundLevel(
        loudness: Loudness.integrated(of: music.energies), truePeak: Loudness.decibels(music.peak))
    }
    var sound = MasteredSound(
      SoundMix(material, balance), gain: setting?.gain ?? 0, setting?.ceiling)
    var ear = Ear()
    while let block = try sound.next(SoundMaterial.block) {
      if interrupt?.isSet == true { throw .interrupted }
      ear.add(block)
    }
    return ear.level
  }

  /// Answers by how many decibels the limiter turned down.
  private func encode(
    to output: Int32, _ setting: Setting, progress: (Double) throws(FFmpegError) -> Void
  ) throws(FFmpegError) -> Double {
    var sound = MasteredSound(SoundMix(material, balance), gain: setting.gain, setting.ceiling)
    var done = 0
    _ = try SoundtrackFile.encode(to: output) { (count) throws(FFmpegError) in
      let block = try sound.next(count)
      done += block.map { $0.count / SoundEncoder.channels } ?? 0
      try progress(Double(done) / Double(material.sampleCount))
      return block
    }
    return sound.reduction
  }

  /// What a listener gets of a file.
  private static func hear(
    _ file: Int32, _ interrupt: InterruptFlag?
  ) throws(FFmpegError) -> SoundLevel {
    var reader = try AudioReader(
      descriptor: file, sampleRate: SoundEncoder.sampleRate, channels: SoundEncoder.channels,
      interrupt: interrupt)
    var ear = Ear()
    try reader.forEachBlock { ear.add($0) }
    return ear.level
  }

  private static func factor(from energies: [Double], to target: Double) -> Float {
    guard let loudness = Loudness.integrated(of: energies) else { return 1 }
    return Float(Loudness.factor(min(target - loudness, largestGain)))
  }

  /// dBTP above which players and their converters clip.
  private static let highestPeak = -1.0
  /// dBTP before encoding: a coder changes the wave by so much at most times.
  private static let ceiling = -1.3
  private static let reserve = 0.1
  /// Decibels of limiting that nobody hears.
  private static let gentleReduction = 6.0
  /// Decibels: more would be the noise of an empty recording.
  private static let largestGain = 30.0
  /// LU from the target that nobody hears.
  private static let tolerance = 0.3
  private static let rounds = 3
}

/// A mix with gain and limiter, block after block.
private struct MasteredSound {
  private var mix: SoundMix
  private let gain: Float
  private var limiter: PeakLimiter?
  private var ready: [Float] = []
  private var hasEnded = false

  init(_ mix: SoundMix, gain: Double, _ ceiling: Double?) {
    self.mix = mix
    self.gain = Float(Loudness.factor(gain))
    limiter = ceiling.map { PeakLimiter(ceiling: Loudness.factor($0)) }
  }

  var reduction: Double { limiter?.reduction ?? 0 }

  /// The next `count` samples of each channel, fewer only before the end; nil there.
  mutating func next(_ count: Int) throws(FFmpegError) -> [Float]? {
    let wanted = count * SoundEncoder.channels
    while ready.count < wanted, !hasEnded { try fill(count) }
    guard !ready.isEmpty else { return nil }
    let block = Array(ready.prefix(wanted))
    ready.removeFirst(block.count)
    return block
  }

  private mutating func fill(_ count: Int) throws(FFmpegError) {
    guard var block = try mix.next(count) else {
      hasEnded = true
      ready += limiter?.finish() ?? []
      return
    }
    if gain != 1 { for index in block.indices { block[index] *= gain } }
    ready += limiter?.process(block) ?? block
  }
}

/// Loudness and height of sound as it comes.
private struct Ear {
  private var loudness = LoudnessMeter()
  private var peak = TruePeakMeter()

  mutating func add(_ samples: [Float]) {
    loudness.add(samples)
    peak.add(samples)
  }

  var level: SoundLevel {
    var peak = peak
    let height = peak.finish()
    return SoundLevel(
      loudness: loudness.integrated, truePeak: height > 0 ? Loudness.decibels(height) : nil)
  }
}
