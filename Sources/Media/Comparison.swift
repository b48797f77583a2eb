// SPDX-License-Identifier: GPL-3.0-or-later

/// What two films are, and how like their pictures are.
package struct Comparison: Hashable, Sendable, Codable {
  /// The film that the other one is measured against.
  package var first: ComparedFilm
  package var second: ComparedFilm
  package var likeness: Likeness

  package init(first: ComparedFilm, second: ComparedFilm, likeness: Likeness) {
    self.first = first
    self.second = second
    self.likeness = likeness
  }

  /// Cuts of the first film to which the second has none within `tolerance` frames.
  package func cutsOnlyInFirst(tolerance: Int) -> [Int] {
    let others = second.cuts(at: first.frameRate)
    return first.cuts.filter { Self.isAlone($0, among: others, tolerance) }
  }

  /// Cuts of the second film to which the first has none within `tolerance` frames of the first.
  package func cutsOnlyInSecond(tolerance: Int) -> [Int] {
    zip(second.cuts, second.cuts(at: first.frameRate))
      .filter { Self.isAlone($0.1, among: first.cuts, tolerance) }.map(\.0)
  }

  private static func isAlone(_ cut: Int, among others: [Int], _ tolerance: Int) -> Bool {
    !others.contains { abs($0 - cut) <= tolerance }
  }
}

/// What one film is made of, all of it decoded.
package struct ComparedFilm: Hashable, Sendable, Codable {
  /// Frames that decode.
  package var frames: Int
  package var frameRate: Rational
  /// As a viewer sees it.
  package var size: PixelSize
  /// From the first frame to the end of the last one.
  package var duration: MediaTime
  /// The first frame of each shot but the first.
  package var cuts: [Int]
  /// Nil for a silent film.
  package var sound: ComparedSound?

  package init(
    frames: Int, frameRate: Rational, size: PixelSize, duration: MediaTime, cuts: [Int],
    sound: ComparedSound? = nil
  ) {
    self.frames = frames
    self.frameRate = frameRate
    self.size = size
    self.duration = duration
    self.cuts = cuts
    self.sound = sound
  }

  /// The cuts, counted in frames of another rate.
  fileprivate func cuts(at rate: Rational) -> [Int] {
    cuts.map { MediaTime(frame: $0, rate: frameRate).frame(at: rate) }
  }
}

/// The sound of a film.
package struct ComparedSound: Hashable, Sendable, Codable {
  package var stream: AudioStream
  /// Samples of each channel that decode.
  package var samples: Int
  package var loudness: Loudness

  package init(stream: AudioStream, samples: Int, loudness: Loudness) {
    self.stream = stream
    self.samples = samples
    self.loudness = loudness
  }
}

/// How loud a programme is, by EBU R 128.
package struct Loudness: Hashable, Sendable, Codable {
  /// Integrated, in LUFS; nil for silence, and for less than 0.4 s of sound.
  package var integrated: Double?
  /// Highest peak between and at samples, in dB of full scale; nil for silence.
  package var truePeak: Double?

  package init(integrated: Double? = nil, truePeak: Double? = nil) {
    self.integrated = integrated
    self.truePeak = truePeak
  }
}

/// How like the pictures of two films are, in luma, over the frames that both have.
package struct Likeness: Hashable, Sendable, Codable {
  /// Pairs of frames that were compared.
  package var frames: Int
  /// The second film's pictures had to be brought to the first's size.
  package var isScaled: Bool
  /// Structural similarity, 1 for equal pictures; nil without a pair.
  package var similarity: Spread?
  /// Mean squared error over all frames as dB below full scale; nil where no sample differs.
  package var meanSignalToNoise: Double?
  /// The frame that differs most, in dB; nil where no sample differs.
  package var lowestSignalToNoise: Lowest?
  /// Key frames of the second film among the pairs.
  package var keyFrames: Int
  /// Mean dB at key frames of the second film less the mean of its other frames; frames without any error are left out.
  package var keyFrameStep: Double?

  package init(
    frames: Int, isScaled: Bool, similarity: Spread? = nil, meanSignalToNoise: Double? = nil,
    lowestSignalToNoise: Lowest? = nil, keyFrames: Int = 0, keyFrameStep: Double? = nil
  ) {
    self.frames = frames
    self.isScaled = isScaled
    self.similarity = similarity
    self.meanSignalToNoise = meanSignalToNoise
    self.lowestSignalToNoise = lowestSignalToNoise
    self.keyFrames = keyFrames
    self.keyFrameStep = keyFrameStep
  }

  /// The worst value and where it is.
  package struct Lowest: Hashable, Sendable, Codable {
    package var value: Double
    /// Frame of the first film.
    package var frame: Int

    package init(value: Double, frame: Int) {
      self.value = value
      self.frame = frame
    }
  }

  /// How values of single frames are spread.
  package struct Spread: Hashable, Sendable, Codable {
    package var mean: Double
    package var lowest: Lowest
    /// Below it lie 5 of 100 frames.
    package var fifthPercentile: Double

    package init(mean: Double, lowest: Lowest, fifthPercentile: Double) {
      self.mean = mean
      self.lowest = lowest
      self.fifthPercentile = fifthPercentile
    }
  }
}
